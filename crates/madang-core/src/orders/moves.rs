//! The one way in which an order moves from one state to another.

use madang_model::orders::{Move, OrderState};
use madang_model::{MemberId, OrderEventId};
use madang_store::order_events::{self, NewOrderEvent};
use madang_store::orders::{self, OrderRow};
use serde_json::json;

use super::fulfil::FULFIL;
use crate::notices::{self, Tell};
use crate::{Entry, Error, Refusal, Result, Work, approvals, events, quota};

/// A move, and what was said with it.
#[derive(Debug, Clone, Copy)]
pub struct Moved<'a> {
    /// The move.
    pub step: Move,
    /// The reason or comment; empty for none.
    pub text: &'a str,
    /// In whose stead it was decided 「대결」.
    pub on_behalf_of: Option<MemberId>,
}

impl Moved<'_> {
    /// A move without a word.
    pub fn plain(step: Move) -> Self {
        Self { step, text: "", on_behalf_of: None }
    }
}

/// Moves an order: checks that the move is legal, that nobody moved it meanwhile, and does everything that
/// follows from it (timeline, audit, event, notices, quota, the approval line, the job that makes what was asked
/// for) as part of the work. Whoever calls has authorized. The order as it is afterwards.
pub async fn moved(work: &mut Work<'_>, order: &OrderRow, what: Moved<'_>) -> Result<OrderRow> {
    let now = work.ctx().now();
    let from = order.state;
    let to = from.after(what.step).map_err(|refused| Refusal::NotInState { state: refused.from })?;
    let has_cause = matches!(what.step, Move::Return | Move::Reject | Move::Fail | Move::Expire);
    let cause = if has_cause { what.text } else { "" };
    let step = orders::Step { from, revision: order.revision, to, cause };
    if !orders::step(work, order.id, step, now).await? {
        return Err(
            if from == OrderState::InApproval { Refusal::Decided } else { Refusal::Superseded }.into()
        );
    }
    let is_given_up = matches!(what.step, Move::Withdraw | Move::Cancel);
    let asked = if is_given_up { approvals::asked(work, order).await? } else { Vec::new() };
    if from == OrderState::InApproval && to != OrderState::InApproval && to != OrderState::Approved {
        approvals::end(work, order.id, order.round).await?;
    }
    if from.holds_quota() && !to.holds_quota() && to != OrderState::Done {
        quota::release(work, order.id).await?;
    }
    if matches!(what.step, Move::Approve | Move::Retry) {
        work.enqueue(FULFIL, &json!({ "order": order.id.to_string() }), now).await?;
    }
    note(work, order, what, to).await?;
    tell(work, order, what, &asked).await?;
    orders::find(work, order.id)
        .await?
        .ok_or_else(|| Error::internal("an order that was just moved is there"))
}

async fn note(work: &mut Work<'_>, order: &OrderRow, what: Moved<'_>, to: OrderState) -> Result<()> {
    let ctx = work.ctx();
    let id: OrderEventId = ctx.new_id();
    let actor = ctx.actor.audit_name();
    let detail = json!({ "from": order.state.as_str(), "to": to.as_str(), "round": order.round });
    let event = NewOrderEvent {
        id,
        order_id: order.id,
        kind: what.step.as_str(),
        actor: &actor,
        on_behalf_of: what.on_behalf_of,
        text: what.text,
        detail: &detail.to_string(),
    };
    order_events::insert(work, event, ctx.now()).await?;
    let payload = json!({
        "order": order.id.to_string(), "number": order.number, "kind": order.kind,
        "from": order.state.as_str(), "to": to.as_str(),
    });
    let (event, act) = names(what.step);
    events::publish(work, order.organization_id, event, &order.id.to_string(), &payload).await?;
    work.audit(Entry::new(act, "order", order.id).with(detail));
    Ok(())
}

/// The applicant hears of what others did, and those who were asked, of what was given up. Who is asked to decide is
/// told by `approvals`.
async fn tell(work: &mut Work<'_>, order: &OrderRow, what: Moved<'_>, asked: &[MemberId]) -> Result<()> {
    let kind = match what.step {
        Move::Approve => "order-approved",
        Move::Return => "order-returned",
        Move::Expire => "order-expired",
        Move::Reject => "order-rejected",
        Move::Finish => "order-done",
        Move::Fail => "order-failed",
        Move::Cancel => "order-cancelled",
        Move::Withdraw => "order-withdrawn",
        Move::Submit | Move::Advance | Move::Begin | Move::Retry => return Ok(()),
    };
    let args = [("number", order.number.as_str()), ("title", order.title.as_str()), ("reason", what.text)];
    let link = format!("/orders/{}", order.id);
    let to: Vec<MemberId> = std::iter::once(order.applicant_id).chain(asked.iter().copied()).collect();
    notices::tell(work, Tell { kind, to: &to, link, args: &args }).await
}

/// What a move is called as an event and in the audit log.
fn names(step: Move) -> (&'static str, &'static str) {
    match step {
        Move::Submit => ("order.submit", "orders.submit"),
        Move::Advance => ("order.advance", "orders.advance"),
        Move::Approve => ("order.approve", "orders.approve"),
        Move::Return => ("order.return", "orders.return"),
        Move::Expire => ("order.expire", "orders.expire"),
        Move::Reject => ("order.reject", "orders.reject"),
        Move::Withdraw => ("order.withdraw", "orders.withdraw"),
        Move::Begin => ("order.begin", "orders.begin"),
        Move::Finish => ("order.finish", "orders.finish"),
        Move::Fail => ("order.fail", "orders.fail"),
        Move::Retry => ("order.retry", "orders.retry"),
        Move::Cancel => ("order.cancel", "orders.cancel"),
    }
}
