//! Writing on an order's timeline.

use madang_model::{MemberId, OrderEventId, OrderId, text};
use madang_store::approvals as asked;
use madang_store::members;
use madang_store::order_events::{self, NewOrderEvent};

use super::standing::found;
use crate::notices::{self, Tell};
use crate::{Action, Ctx, Entry, Error, Result};

/// The most characters of a comment.
const WORDS: usize = 2000;

/// Writes a comment, which everybody who sees the order reads; applicant and deciders are told. Its applicant, those
/// who are asked to decide and the approvals staff may.
pub async fn comment(ctx: &Ctx, id: OrderId, words: &str) -> Result<OrderEventId> {
    let mut work = ctx.begin().await?;
    let (order, _) = found(ctx, &mut work, id, Action::CommentOrder).await?;
    let words = text::paragraphs(words, WORDS).map_err(|rule| Error::invalid("text", rule))?;
    let event: OrderEventId = ctx.new_id();
    let new = NewOrderEvent {
        id: event,
        order_id: id,
        kind: "comment",
        actor: &ctx.actor.audit_name(),
        on_behalf_of: None,
        text: &words,
        detail: "",
    };
    order_events::insert(&mut work, new, ctx.now()).await?;
    let mut to: Vec<MemberId> = vec![order.applicant_id];
    to.extend(asked::candidates(&mut work, id).await?.into_iter().filter_map(|row| row.decided_by));
    let who = match ctx.actor.member() {
        // Nobody of the provider's staff is named.
        Ok(id) if ctx.actor.staff().is_none() => members::find(&mut work, id).await?.map(|row| row.name),
        Ok(_) | Err(_) => None,
    };
    let who = who.unwrap_or_else(|| ctx.tr().s("order-staff"));
    let args = [("number", order.number.as_str()), ("title", order.title.as_str()), ("who", who.as_str())];
    let tell = Tell { kind: "order-comment", to: &to, link: format!("/orders/{id}"), args: &args };
    notices::tell(&mut work, tell).await?;
    work.audit(Entry::new("orders.comment", "order", id));
    work.commit().await?;
    Ok(event)
}
