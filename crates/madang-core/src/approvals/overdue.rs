//! What happens when nobody decides: approvers are reminded, then the operators may decide too.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use madang_jobs::{Failure, Reconciler};
use madang_model::approvals::Candidate;
use madang_model::orders::StepKind;
use madang_store::approvals::{self, BriefRow, Due, StepRow};
use serde_json::json;

use super::open::tell_open;
use super::step_on::Words;
use crate::housekeeping::failed;
use crate::notices::{self, Tell};
use crate::{Ctx, Entry, Error, Platform, Result, Work, events};

/// The reconcilers that keep approvals going.
pub fn reconcilers(platform: &Platform) -> Vec<Arc<dyn Reconciler>> {
    let chore = |due| Arc::new(Overdue { platform: platform.clone(), due }) as Arc<dyn Reconciler>;
    vec![chore(Due::Reminder), chore(Due::Escalation)]
}

/// How many steps a round looks at; the next one goes on.
const BATCH: i64 = 200;

struct Overdue {
    platform: Platform,
    due: Due,
}

#[async_trait]
impl Reconciler for Overdue {
    fn name(&self) -> &'static str {
        match self.due {
            Due::Reminder => "approvals.remind",
            Due::Escalation => "approvals.escalate",
        }
    }

    fn every(&self) -> Duration {
        Duration::from_secs(60)
    }

    async fn activate(&self) -> Result<String, Failure> {
        let ctx = Ctx::system(self.platform.clone());
        round(&ctx, self.due).await.map_err(failed)
    }
}

/// One round: each step in a work of its own, once for each of its points in time.
async fn round(ctx: &Ctx, due: Due) -> Result<String> {
    let steps = approvals::due(&mut *ctx.read().await?, due, ctx.now(), BATCH).await?;
    let mut done = 0;
    for step in steps {
        let mut work = ctx.begin().await?;
        let order = approvals::brief(&mut work, step.order_id).await?;
        let order = order.ok_or_else(|| Error::internal("a step belongs to an order"))?;
        let acted = match due {
            Due::Reminder => remind(&mut work, &order, &step).await?,
            Due::Escalation => escalate(&mut work, &order, &step).await?,
        };
        if acted {
            work.commit().await?;
            done += 1;
        }
    }
    let name = match due {
        Due::Reminder => "reminded",
        Due::Escalation => "escalated",
    };
    Ok(if done == 0 { String::new() } else { format!("{name}={done}") })
}

async fn remind(work: &mut Work<'_>, order: &BriefRow, step: &StepRow) -> Result<bool> {
    let Some(due) = step.remind_at else { return Ok(false) };
    if !approvals::reminded(work, step.id, due).await? {
        return Ok(false);
    }
    let now = work.ctx().now();
    tell_open(work, order, step.id, "order-reminder", now).await?;
    words(step).note(work, order, "remind").await?;
    Ok(true)
}

/// The operators are asked beside those who were; where they were asked already, they are told once more.
async fn escalate(work: &mut Work<'_>, order: &BriefRow, step: &StepRow) -> Result<bool> {
    let Some(due) = step.escalate_at else { return Ok(false) };
    let now = work.ctx().now();
    if !approvals::escalated(work, step.id, due, now).await? {
        return Ok(false);
    }
    if step.kind != StepKind::Operators {
        approvals::insert_candidate(work, step.id, Candidate::Staff, order, 1).await?;
    }
    let mut to = super::roster::behind(work, Candidate::Staff).await?;
    to.retain(|id| *id != order.applicant_id);
    let args = [("number", order.number.as_str()), ("title", order.title.as_str())];
    let link = format!("/orders/{}", order.id);
    notices::tell(work, Tell { kind: "order-escalated", to: &to, link, args: &args }).await?;
    words(step).note(work, order, "escalate").await?;
    let detail = json!({ "number": order.number, "step": step.position });
    events::publish(work, order.organization_id, "order.escalate", &order.id.to_string(), &detail).await?;
    work.audit(Entry::new("approvals.escalate", "order", order.id).with(json!({ "step": step.position })));
    Ok(true)
}

/// Nothing was said.
fn words(step: &StepRow) -> Words<'static> {
    Words { text: "", on_behalf_of: None, position: step.position }
}
