//! Giving back what is in use, one thing after the other.

use async_trait::async_trait;
use madang_jobs::{Failure, Handler, JobRow};
use madang_model::SubscriptionId;
use madang_model::catalog::{SubscriptionState, TeardownState};
use madang_store::subscriptions::{self, SubscriptionRow};
use madang_store::teardowns;
use serde_json::json;

use super::exit_plan::STEPS;
use super::holdings::{InUse, in_use};
use crate::{Action, Ctx, Entry, Error, Platform, Refusal, Result, organizations};

/// The kind of job that gives back what was asked for; its payload is `{"subscription": ID}`.
pub const TEAR_DOWN: &str = "subscriptions.tear_down";

/// Asks for what is in use to be ended: one thing (its kind and id), or all of it, in the order of the exit plan. What
/// could not be ended is tried again by asking again. The organisation's owners may: what is ended is gone.
pub async fn tear_down(ctx: &Ctx, id: SubscriptionId, only: Option<(&str, &str)>) -> Result<()> {
    let mut work = ctx.begin().await?;
    let row = subscriptions::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    let standing = organizations::standing(ctx, &mut work, row.organization_id).await?;
    ctx.authorize_as(Action::TearDownSubscription, standing)?;
    if row.state != SubscriptionState::Active {
        return Err(Refusal::NotSubscribed.into());
    }
    let mut found = in_use(ctx, &mut work, &row).await?;
    if let Some((kind, wanted)) = only {
        found.retain(|what| what.kind == kind && what.id == wanted);
        if found.is_empty() {
            return Err(Refusal::Superseded.into());
        }
    }
    let (by, now) = (ctx.actor.audit_name(), ctx.now());
    for what in &found {
        teardowns::ask(&mut work, id, (what.kind, &what.id), &what.name, &by, now).await?;
    }
    let asked: Vec<String> = found.iter().map(|what| format!("{} {}", what.kind, what.id)).collect();
    work.enqueue(TEAR_DOWN, &json!({ "subscription": id.to_string() }), now).await?;
    work.audit(Entry::new("subscriptions.tear_down", "subscription", id).with(json!({ "asked": asked })));
    work.commit().await
}

/// Gives back what was asked for, in the order of the exit plan. Done again, what is gone is done.
pub struct TearDown {
    /// What all calls share.
    pub platform: Platform,
}

#[async_trait]
impl Handler for TearDown {
    fn kind(&self) -> &'static str {
        TEAR_DOWN
    }

    async fn run(&self, job: &JobRow) -> Result<(), Failure> {
        let id: SubscriptionId = serde_json::from_str::<serde_json::Value>(&job.payload)
            .ok()
            .and_then(|payload| payload.get("subscription")?.as_str()?.parse().ok())
            .ok_or_else(|| Failure::Fail("the payload names no subscription".to_owned()))?;
        let ctx = Ctx::system(self.platform.clone());
        match given_back(&ctx, id).await {
            Ok(None) => Ok(()),
            Ok(Some(cause)) => Err(Failure::Retry(cause)),
            Err(error) => Err(Failure::Retry(error.to_string())),
        }
    }
}

/// Ends what was asked for; why the first one that could not be ended was not. What comes after it waits, because it
/// may hang on it.
async fn given_back(ctx: &Ctx, id: SubscriptionId) -> Result<Option<String>> {
    let (row, found, asked) = {
        let mut conn = ctx.read().await?;
        let Some(row) = subscriptions::find(&mut conn, id).await? else { return Ok(None) };
        let found = in_use(ctx, &mut conn, &row).await?;
        let asked = teardowns::list(&mut conn, id, STEPS).await?;
        (row, found, asked)
    };
    let open = asked.iter().filter(|step| step.state != TeardownState::Done);
    for step in open.clone() {
        let is_gone = !found.iter().any(|what| what.kind == step.kind && what.id == step.resource_id);
        if is_gone {
            note(ctx, id, (&step.kind, &step.resource_id), TeardownState::Done, "").await?;
        }
    }
    for what in &found {
        if !open.clone().any(|step| step.kind == what.kind && step.resource_id == what.id) {
            continue;
        }
        match ended(ctx, &row, what).await {
            Ok(()) => note(ctx, id, (what.kind, &what.id), TeardownState::Done, "").await?,
            Err(error) => {
                // Whoever asked reads it; what only concerns us is in the log.
                let cause = if let Error::Refused(refusal) = &error {
                    refusal.words(ctx.tr())
                } else {
                    tracing::error!(subscription.id = %id, error = %error, kind = what.kind, "a resource stays");
                    ctx.tr().s("subscriptions-teardown-internally")
                };
                note(ctx, id, (what.kind, &what.id), TeardownState::Failed, &cause).await?;
                return Ok(Some(cause));
            }
        }
    }
    Ok(None)
}

async fn ended(ctx: &Ctx, row: &SubscriptionRow, what: &InUse) -> Result<()> {
    for holdings in ctx.platform.products.iter().filter(|one| one.product() == row.product) {
        holdings.end(ctx, row, what).await?;
    }
    Ok(())
}

async fn note(
    ctx: &Ctx,
    id: SubscriptionId,
    which: (&str, &str),
    state: TeardownState,
    cause: &str,
) -> Result<()> {
    let mut work = ctx.begin().await?;
    teardowns::note(&mut work, id, which, state, cause, ctx.now()).await?;
    work.commit().await
}
