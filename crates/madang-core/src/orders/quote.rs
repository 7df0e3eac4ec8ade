//! What an order costs, takes and goes through, before it is submitted 「견적」.

use std::time::Duration;

use madang_db::Conn;
use madang_model::quota::QuotaScope;
use madang_model::{OrderId, QuoteId, Timestamp};
use madang_store::orders::OrderRow;
use madang_store::quotes::QuoteRow;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::kind::named;
use super::standing::found;
use super::{Asked, Checked, Price};
use crate::approvals::{self, Plan, Subject};
use crate::quota::{self, Claim, QuotaLine};
use crate::{Action, Ctx, Error, FieldError, Result};

/// What a claim does to a quota.
#[derive(Debug, Clone, Copy)]
pub struct ClaimLine {
    /// What is claimed.
    pub claim: Claim,
    /// The quota as it stands, without what this order holds already.
    pub quota: QuotaLine,
    /// Whether there is room for it.
    pub fits: bool,
}

/// A quote of what is written so far.
#[derive(Debug, Clone)]
pub struct Quote {
    /// The order's revision that it is for.
    pub revision: i64,
    /// The rules that the form breaks; while there are any, there is no price and nothing claimed.
    pub broken: Vec<FieldError>,
    /// What it costs.
    pub price: Price,
    /// What it takes of which quota.
    pub claims: Vec<ClaimLine>,
    /// The way that it would take.
    pub plan: Plan,
    /// Until when it holds if the order is submitted now.
    pub expires_at: Timestamp,
    /// What this quote is of: submitting says it again, so that nobody submits something else than they saw.
    pub seal: String,
}

/// Quotes what is written so far. Whoever may write the order may.
pub async fn quote(ctx: &Ctx, id: OrderId) -> Result<Quote> {
    let mut conn = ctx.read().await?;
    let (order, _) = found(ctx, &mut conn, id, Action::WriteOrder).await?;
    quoted(ctx, &mut conn, &order).await
}

/// The quote of an order.
pub(super) async fn quoted(ctx: &Ctx, conn: &mut Conn, order: &OrderRow) -> Result<Quote> {
    let (checked, broken) = match check(ctx, conn, order).await {
        Ok(checked) => (Some(checked), Vec::new()),
        Err(Error::Invalid(broken)) => (None, broken),
        Err(other) => return Err(other),
    };
    let price = checked.as_ref().map_or_else(Price::default, |checked| checked.price);
    let wanted = checked.as_ref().map(|checked| checked.claims.clone()).unwrap_or_default();
    let plan = approvals::outline(ctx, conn, &subject(order, price, &wanted)).await?;
    let mut claims = Vec::with_capacity(wanted.len());
    for claim in wanted {
        let quota = quota::read(conn, claim.scope).await?.of(claim.dimension);
        let fits = quota.free().is_none_or(|free| claim.amount <= free);
        claims.push(ClaimLine { claim, quota, fits });
    }
    let seal = checked.as_ref().map(|checked| seal(checked, &plan)).unwrap_or_default();
    let expires_at = ctx.now().plus(lasts(ctx));
    Ok(Quote { revision: order.revision, broken, price, claims, plan, expires_at, seal })
}

/// The form, checked against every rule of its kind.
pub(super) async fn check(ctx: &Ctx, conn: &mut Conn, order: &OrderRow) -> Result<Checked> {
    let kind = named(ctx, &order.kind).ok_or_else(|| Error::internal("a stored kind is known"))?;
    kind.check(ctx, conn, &Asked::of(order)?).await
}

/// What the way of an order depends on.
pub(super) fn subject<'a>(order: &'a OrderRow, price: Price, claims: &'a [Claim]) -> Subject<'a> {
    Subject {
        kind: &order.kind,
        organization_id: order.organization_id,
        department_id: order.department_id,
        applicant_id: order.applicant_id,
        approver_id: order.approver_id,
        amount: price.month,
        claims,
    }
}

/// What a quote is of: form, price by the hour and month, claims, policy and steps. What passes by itself, such as
/// what is left of the month and of the quota, is not part of it.
pub(super) fn seal(checked: &Checked, plan: &Plan) -> String {
    let steps: Vec<Value> = plan
        .steps
        .iter()
        .map(|step| {
            let who: Vec<String> = step.candidates.iter().map(ToString::to_string).collect();
            json!([step.kind.as_str(), step.needed, who])
        })
        .collect();
    let whole = json!([
        checked.form,
        checked.price.hour_milli,
        checked.price.month,
        lines(&checked.claims),
        plan.policy_id.map(|id| id.to_string()),
        steps,
    ]);
    hex::encode(Sha256::digest(whole.to_string().as_bytes()))
}

fn lines(claims: &[Claim]) -> Vec<Value> {
    let line = |claim: &Claim| match claim.scope {
        QuotaScope::Organization(id) => {
            json!(["organization", id.to_string(), claim.dimension.as_str(), claim.amount])
        }
        QuotaScope::Project(id) => json!(["project", id.to_string(), claim.dimension.as_str(), claim.amount]),
    };
    claims.iter().map(line).collect()
}

/// The quote that a submission binds.
pub(super) fn bound(ctx: &Ctx, round: i64, checked: &Checked, seal: String) -> QuoteRow {
    let id: QuoteId = ctx.new_id();
    let now = ctx.now();
    QuoteRow {
        id,
        round,
        form_hash: seal,
        hour_milli: checked.price.hour_milli,
        month_end: checked.price.month_end,
        month: checked.price.month,
        content: Value::Array(lines(&checked.claims)).to_string(),
        created_at: now,
        expires_at: now.plus(lasts(ctx)),
    }
}

fn lasts(ctx: &Ctx) -> Duration {
    Duration::from_secs(u64::from(ctx.settings().orders.quote_days) * 86_400)
}
