//! Moving the order after a decision.

use madang_model::orders::{Move, OrderState};
use madang_model::{MemberId, OrderEventId};
use madang_store::approvals::{self, BriefRow, NewEvent};
use serde_json::json;

use crate::{Error, Refusal, Result, Work};

/// What is kept of a decision on the order's timeline.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'a> {
    /// What was written.
    pub(super) text: &'a str,
    /// In whose stead.
    pub(super) on_behalf_of: Option<MemberId>,
    /// On which step.
    pub(super) position: i64,
}

impl Words<'_> {
    /// Notes it on the timeline.
    pub(super) async fn note(self, work: &mut Work<'_>, order: &BriefRow, kind: &'static str) -> Result<()> {
        let ctx = work.ctx();
        let (id, actor): (OrderEventId, _) = (ctx.new_id(), ctx.actor.audit_name());
        let detail = json!({ "step": self.position }).to_string();
        let event = NewEvent {
            id,
            order_id: order.id,
            kind,
            actor: &actor,
            on_behalf_of: self.on_behalf_of,
            text: self.text,
            detail: &detail,
        };
        approvals::insert_event(work, event, ctx.now()).await?;
        Ok(())
    }
}

/// Moves the order by a decision.
pub(super) async fn step_on(
    work: &mut Work<'_>,
    order: &BriefRow,
    step: Move,
    words: Words<'_>,
) -> Result<OrderState> {
    let after = order.state.after(step).map_err(Error::internal)?;
    let now = work.ctx().now();
    if !approvals::move_order(work, order, after, words.text, now).await? {
        return Err(Refusal::Decided.into());
    }
    words.note(work, order, step.as_str()).await?;
    Ok(after)
}
