//! Using a promotion code.

use madang_db::Conn;
use madang_model::billing::Discount;
use madang_model::catalog::PromotionCode;
use madang_model::{MemberId, OfferingId, OrganizationId, Rule, SubscriptionId};
use madang_store::promotions::{self, BatchRow, CodeRow};
use serde_json::json;

use super::create_batch::hash;
use crate::{Ctx, Entry, Error, Result, Work};

/// What a code takes off a subscription's month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered {
    /// How much.
    pub discount: Discount,
    /// For how many months.
    pub months: i64,
}

impl From<&BatchRow> for Offered {
    fn from(batch: &BatchRow) -> Self {
        Self { discount: batch.discount(), months: batch.months }
    }
}

/// What a code is used for.
#[derive(Debug, Clone, Copy)]
pub struct Use<'a> {
    /// Of which offering.
    pub offering_id: OfferingId,
    /// Which plan of it.
    pub plan: &'a str,
    /// By whom.
    pub member_id: MemberId,
    /// For which organisation.
    pub organization_id: OrganizationId,
    /// The subscription that gets it.
    pub subscription_id: SubscriptionId,
}

/// What a code would take off; nothing is used up. A code that can't be used for this plan, or not any more, is told
/// at the field `promotion`. Whoever calls looked at what the caller may.
pub async fn offered(
    ctx: &Ctx,
    conn: &mut Conn,
    code: &str,
    offering_id: OfferingId,
    plan: &str,
) -> Result<Offered> {
    let (batch, _) = usable(ctx, conn, code, offering_id, plan).await?;
    Ok(Offered::from(&batch))
}

/// Uses a code up for a subscription, in the work that makes it. Of many who try at once exactly one succeeds; the
/// others are told at the field `promotion` that it was used.
pub async fn redeem(work: &mut Work<'_>, code: &str, what: Use<'_>) -> Result<Offered> {
    let ctx = work.ctx();
    let (batch, row) = usable(ctx, work, code, what.offering_id, what.plan).await?;
    let now = ctx.now();
    let (member, organization) = (what.member_id, what.organization_id);
    if !promotions::use_up(work, row.id, member, organization, what.subscription_id, now).await? {
        return Err(Error::invalid("promotion", Rule::PromotionUsed));
    }
    if !promotions::count_use(work, batch.id, now).await? {
        return Err(Error::invalid("promotion", Rule::PromotionOver));
    }
    let detail = json!({ "batch": batch.id.to_string(), "subscription": what.subscription_id.to_string() });
    work.audit(Entry::new("promotions.redeem", "promotion_code", row.id).with(detail));
    Ok(Offered::from(&batch))
}

/// What the code that was used for a subscription takes off; none where none was. Whoever calls looked at what the
/// caller may.
pub async fn held_by(conn: &mut Conn, id: SubscriptionId) -> Result<Option<Offered>> {
    let batch = promotions::of_subscription(conn, id).await?;
    Ok(batch.as_ref().map(Offered::from))
}

async fn usable(
    ctx: &Ctx,
    conn: &mut Conn,
    code: &str,
    offering_id: OfferingId,
    plan: &str,
) -> Result<(BatchRow, CodeRow)> {
    let refused = |rule| Error::invalid("promotion", rule);
    let code = PromotionCode::parse(code).map_err(refused)?;
    let row = promotions::by_hash(conn, &hash(&code)).await?;
    let row = row.ok_or_else(|| refused(Rule::PromotionCode))?;
    if row.used_at.is_some() {
        return Err(refused(Rule::PromotionUsed));
    }
    let batch = promotions::batch(conn, row.batch_id).await?;
    let batch = batch.ok_or_else(|| Error::internal("a code's batch exists"))?;
    if batch.ended_at.is_some() || batch.expires_at <= ctx.now() {
        return Err(refused(Rule::PromotionOver));
    }
    if batch.offering_id != offering_id || !batch.is_for(plan) {
        return Err(refused(Rule::PromotionPlan));
    }
    Ok((batch, row))
}
