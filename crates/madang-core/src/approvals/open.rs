//! A step's turn.

use madang_model::approvals::Content;
use madang_model::{OrderStepId, Timestamp};
use madang_store::approvals::{self, BriefRow};
use madang_store::approvers;

use super::{calendar, roster};
use crate::notices::{self, Tell};
use crate::{Result, Work};

/// Makes a waiting step the one that is waited for, from now on, and tells everybody who may decide on it.
pub(super) async fn open(
    work: &mut Work<'_>,
    order: &BriefRow,
    step_id: OrderStepId,
    content: &Content,
) -> Result<()> {
    let now = work.ctx().now();
    let calendar = calendar(work, now).await?;
    let at = |hours: Option<u32>| hours.map(|hours| calendar.after(now, hours));
    let (remind_at, escalate_at) = (at(content.remind_hours), at(content.escalate_hours));
    // Two points on one moment would be two messages about one thing.
    let remind_at = remind_at.filter(|remind| escalate_at.is_none_or(|escalate| *remind < escalate));
    approvals::make_current(work, step_id, now, (remind_at, escalate_at)).await?;
    tell_open(work, order, step_id, "order-waiting", now).await
}

/// Tells everybody who may decide on a step now.
pub(super) async fn tell_open(
    work: &mut Work<'_>,
    order: &BriefRow,
    step_id: OrderStepId,
    kind: &'static str,
    now: Timestamp,
) -> Result<()> {
    let mut to = Vec::new();
    for row in approvals::candidates_on(work, step_id).await? {
        if row.open == 1 {
            to.extend(roster::with_substitutes(work, order.organization_id, row.candidate, now).await?);
        }
    }
    to.retain(|id| *id != order.applicant_id);
    let applicant = approvers::person(work, order.organization_id, order.applicant_id).await?;
    let who = applicant.map(|person| person.name).unwrap_or_default();
    let args = [("number", order.number.as_str()), ("title", order.title.as_str()), ("who", who.as_str())];
    notices::tell(work, Tell { kind, to: &to, link: format!("/orders/{}", order.id), args: &args }).await
}
