//! Writing on an order's timeline.

use madang_model::{MemberId, OrderEventId, OrderId, text};
use madang_store::approvals as asked;
use madang_store::order_events::{self, NewOrderEvent};
use madang_store::orders::OrderRow;
use madang_store::{approvers, members, standings};

use super::reader::Role;
use super::standing::found;
use super::timeline::Roles;
use crate::notices::{self, Tell};
use crate::{Action, Ctx, Entry, Error, Result, Work};

/// The most characters of a comment.
const WORDS: usize = 2000;

/// Writes a comment, which everybody who sees the order reads; applicant and deciders are told; by name, where
/// they are of one organisation or it is the applicant who writes. Its applicant, those who are asked to decide and
/// the approvals staff may.
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
    tell(&mut work, &order, &to).await?;
    work.audit(Entry::new("orders.comment", "order", id));
    work.commit().await?;
    Ok(event)
}

async fn tell(work: &mut Work<'_>, order: &OrderRow, to: &[MemberId]) -> Result<()> {
    let ctx = work.ctx();
    let by = ctx.actor.member().ok();
    let role = match by {
        Some(id) => Roles::of(work, order).await?.role(work, id).await?,
        None => Role::System,
    };
    let person = match by {
        Some(id) => approvers::colleague(work, order.organization_id, id).await?,
        None => None,
    };
    let name = person.map(|person| person.name).filter(|name| !name.is_empty());
    for id in to {
        let Some(reader) = members::find(work, *id).await? else { continue };
        let inside = standings::membership(work, order.organization_id, *id).await?.is_some();
        let known = name.clone().filter(|_| inside || role == Role::Applicant);
        let who = known.unwrap_or_else(|| ctx.reading(&reader.lang).tr().s(&format!("order-role-{role}")));
        let args =
            [("number", order.number.as_str()), ("title", order.title.as_str()), ("who", who.as_str())];
        let tell =
            Tell { kind: "order-comment", to: &[*id], link: format!("/orders/{}", order.id), args: &args };
        notices::tell(work, tell).await?;
    }
    Ok(())
}
