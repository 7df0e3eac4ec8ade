//! Telling those who subscribed that a price will change for them.

use async_trait::async_trait;
use madang_jobs::{Failure, Handler, JobRow};
use madang_model::PriceId;
use madang_model::approvals::Day;
use madang_model::organizations::OrgRole;
use madang_store::memberships;
use madang_store::prices::{self, PriceRow};
use madang_store::subscriptions::{self, SubscriptionRow};

use super::termination_kind::called;
use crate::notices::{self, Tell};
use crate::{Ctx, Platform, Result};

/// The kind of job that tells subscribers of a price; its payload is `{"price": ID}`.
pub const ANNOUNCE_PRICE: &str = "subscriptions.announce_price";

/// How many subscriptions are told in one go.
const PAGE: i64 = 100;

/// Tells the owners of every running subscription that a price reaches, and those who look after payment, from when
/// it holds for them. Done again, each is told once.
pub struct AnnouncePrice {
    /// What all calls share.
    pub platform: Platform,
}

#[async_trait]
impl Handler for AnnouncePrice {
    fn kind(&self) -> &'static str {
        ANNOUNCE_PRICE
    }

    async fn run(&self, job: &JobRow) -> Result<(), Failure> {
        let id: PriceId = serde_json::from_str::<serde_json::Value>(&job.payload)
            .ok()
            .and_then(|payload| payload.get("price")?.as_str()?.parse().ok())
            .ok_or_else(|| Failure::Fail("the payload names no price".to_owned()))?;
        let ctx = Ctx::system(self.platform.clone());
        announce(&ctx, id).await.map_err(|error| Failure::Retry(error.to_string()))
    }
}

async fn announce(ctx: &Ctx, id: PriceId) -> Result<()> {
    let Some(price) = prices::find(&mut *ctx.read().await?, id).await? else { return Ok(()) };
    let mut after = None;
    loop {
        let (offering, plan) = (price.offering_id, price.plan.as_str());
        // Whoever subscribes later pays it from the beginning.
        let page = {
            let mut conn = ctx.read().await?;
            subscriptions::of_plan(&mut conn, offering, plan, price.since, after, PAGE).await?
        };
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.id);
        for row in &page {
            tell(ctx, &price, row).await?;
        }
    }
}

async fn tell(ctx: &Ctx, price: &PriceRow, row: &SubscriptionRow) -> Result<()> {
    let mut work = ctx.begin().await?;
    if !subscriptions::note_told(&mut work, price.id, row.id, ctx.now()).await? {
        return Ok(());
    }
    let mut to = memberships::with_role(&mut work, row.organization_id, OrgRole::Owner).await?;
    to.extend(memberships::with_role(&mut work, row.organization_id, OrgRole::Billing).await?);
    let title = called(ctx, row)?;
    let date = Day::of(price.running_since).to_string();
    let args = [("title", title.as_str()), ("date", date.as_str())];
    let link = format!("/subscriptions/{}", row.id);
    notices::tell(&mut work, Tell { kind: "price-change", to: &to, link, args: &args }).await?;
    work.commit().await
}
