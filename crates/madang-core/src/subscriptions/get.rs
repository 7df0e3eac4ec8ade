//! One subscription, and what was counted of it.

use madang_model::billing::Rate;
use madang_model::catalog::{Meter, OfferingContent, PlanContent};
use madang_model::{SubscriptionId, UsageIntervalId};
use madang_store::subscriptions::{self, ConsentRow, SubscriptionRow};
use madang_store::usage_intervals::{self, IntervalRow};

use super::bill::{Bill, so_far};
use crate::catalog::{content, rates};
use crate::page::{self, Page};
use crate::promotions::{self, Offered};
use crate::{Action, Ctx, Error, Result, Standing, organizations};

/// A subscription.
#[derive(Debug, Clone)]
pub struct Subscription {
    /// What is stored.
    pub row: SubscriptionRow,
    /// What the offering's version says.
    pub offering: OfferingContent,
    /// Its plan.
    pub plan: Option<PlanContent>,
    /// What it pays.
    pub prices: Vec<Held>,
    /// Who agreed to the terms, and when.
    pub consent: Option<ConsentRow>,
    /// What a promotion code takes off.
    pub promotion: Option<Offered>,
    /// What the month has come to so far, or the last month did.
    pub bill: Bill,
    /// What the reader is to the organisation.
    pub standing: Standing,
}

/// A price that holds for a subscription, and those that follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Per what.
    pub meter: Meter,
    /// The one that holds.
    pub now: Rate,
    /// Those that are coming, soonest first.
    pub coming: Vec<Rate>,
}

/// The subscription with this id. Whoever belongs to its organisation may, and staff.
pub async fn get(ctx: &Ctx, id: SubscriptionId) -> Result<Subscription> {
    let mut conn = ctx.read().await?;
    let row = subscriptions::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let standing = organizations::standing(ctx, &mut conn, row.organization_id).await?;
    ctx.authorize_as(Action::ReadSubscription, standing)?;
    let offering = content::read(&row.content)?;
    let plan = offering.plan(&row.plan).cloned();
    let now = row.ended_at.unwrap_or_else(|| ctx.now());
    let mut prices = Vec::new();
    for meter in Meter::ALL {
        let all = rates(&mut conn, row.offering_id, &row.plan, *meter, row.started_at).await?;
        let (past, coming): (Vec<Rate>, Vec<Rate>) = all.into_iter().partition(|rate| rate.since <= now);
        if let Some(now) = past.last().copied() {
            let coming = if row.ended_at.is_some() { Vec::new() } else { coming };
            prices.push(Held { meter: *meter, now, coming });
        }
    }
    let consent = subscriptions::consent_of(&mut conn, row.order_id).await?;
    let promotion = promotions::held_by(&mut conn, id).await?;
    let bill = so_far(ctx, &mut conn, &row).await?;
    Ok(Subscription { row, offering, plan, prices, consent, promotion, bill, standing })
}

/// What was counted of a subscription, oldest first; `after` is the page before's `next`. Whoever belongs to its
/// organisation may, and staff.
pub async fn intervals(ctx: &Ctx, id: SubscriptionId, after: Option<&str>) -> Result<Page<IntervalRow>> {
    let mut conn = ctx.read().await?;
    let row = subscriptions::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let standing = organizations::standing(ctx, &mut conn, row.organization_id).await?;
    ctx.authorize_as(Action::ReadSubscription, standing)?;
    let after: Option<UsageIntervalId> = page::after(after)?;
    let rows = usage_intervals::of_subscription(&mut conn, id, after, page::ASKED).await?;
    Ok(Page::cut(rows, |row| row.id.to_string()))
}
