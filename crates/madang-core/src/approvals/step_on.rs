//! Moving the order after a decision.

use madang_model::orders::{Move, OrderState};
use madang_model::{MemberId, OrderEventId};
use madang_store::approvals::BriefRow;
use madang_store::order_events::{self, NewOrderEvent};
use madang_store::orders as stored;
use serde_json::json;

use crate::orders::{Moved, moved};
use crate::{Error, Result, Work};

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
    /// Notes on the timeline what does not move the order.
    pub(super) async fn note(self, work: &mut Work<'_>, order: &BriefRow, kind: &'static str) -> Result<()> {
        let ctx = work.ctx();
        let (id, actor): (OrderEventId, _) = (ctx.new_id(), ctx.actor.audit_name());
        let detail = json!({ "step": self.position, "round": order.round }).to_string();
        let event = NewOrderEvent {
            id,
            order_id: order.id,
            kind,
            actor: &actor,
            on_behalf_of: self.on_behalf_of,
            text: self.text,
            detail: &detail,
        };
        order_events::insert(work, event, ctx.now()).await?;
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
    let row = stored::find(work, order.id).await?.ok_or(Error::NotFound)?;
    let what = Moved { step, text: words.text, on_behalf_of: words.on_behalf_of };
    Ok(moved(work, &row, what).await?.state)
}
