//! The exit plan: what is in the way of giving a subscription up, and what that would come to.

use std::time::Duration;

use madang_model::SubscriptionId;
use madang_model::billing::Money;
use madang_model::catalog::TeardownState;
use madang_store::subscriptions::{self, SubscriptionRow};
use madang_store::teardowns::{self, TeardownRow};

use super::bill::{Bill, so_far};
use super::holdings::{InUse, in_use};
use super::termination_kind::called;
use crate::{Action, Ctx, Error, Result, Standing, organizations};

/// The most steps that are shown.
pub(super) const STEPS: i64 = 500;

/// One thing that is in the way.
#[derive(Debug, Clone)]
pub struct ExitStep {
    /// The thing.
    pub what: InUse,
    /// How long it has been there.
    pub age: Duration,
    /// How far the giving back of it is, where somebody asked for it.
    pub teardown: Option<TeardownRow>,
}

/// Everything that stands between a subscription and its end.
#[derive(Debug, Clone)]
pub struct ExitPlan {
    /// The subscription.
    pub row: SubscriptionRow,
    /// The offering and its plan by name.
    pub name: String,
    /// What is in use, in the order in which it has to be ended.
    pub steps: Vec<ExitStep>,
    /// What was given back on the way here.
    pub done: Vec<TeardownRow>,
    /// What all that is in use costs a month.
    pub month: Money,
    /// The last bill, if it ended now; for one that has ended, the last bill: nothing is charged after it.
    pub bill: Bill,
    /// What the reader is to the organisation.
    pub standing: Standing,
}

/// The exit plan of a subscription. Whoever belongs to its organisation may, and staff.
pub async fn exit_plan(ctx: &Ctx, id: SubscriptionId) -> Result<ExitPlan> {
    let mut conn = ctx.read().await?;
    let row = subscriptions::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let standing = organizations::standing(ctx, &mut conn, row.organization_id).await?;
    ctx.authorize_as(Action::ReadSubscription, standing)?;
    let found = in_use(ctx, &mut conn, &row).await?;
    let asked = teardowns::list(&mut conn, id, STEPS).await?;
    let now = ctx.now();
    let month = found.iter().map(|what| what.month).sum();
    let steps = found.into_iter().map(|what| {
        let same = |step: &&TeardownRow| step.kind == what.kind && step.resource_id == what.id;
        let teardown = asked.iter().find(same).cloned();
        ExitStep { age: now.since(what.since), teardown, what }
    });
    Ok(ExitPlan {
        name: called(ctx, &row)?,
        steps: steps.collect(),
        done: asked.iter().filter(|step| step.state == TeardownState::Done).cloned().collect(),
        month,
        bill: so_far(ctx, &mut conn, &row).await?,
        standing,
        row,
    })
}
