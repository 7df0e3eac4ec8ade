//! 「승인의뢰」

use madang_model::orders::Move;
use madang_model::{OrderId, text};
use madang_store::orders::{self, Content, OrderRow};
use madang_store::quotes;
use serde_json::Value;

use super::kind::{Asked, OrderKind, named};
use super::moves::{Moved, moved};
use super::quote::{bound, check, seal, subject};
use super::standing::found;
use crate::approvals::{self, Began};
use crate::{Action, Ctx, Error, Refusal, Result, Work, quota};

/// What is submitted, as the applicant saw it.
#[derive(Debug, Clone)]
pub struct Confirm {
    /// The revision of the order.
    pub revision: i64,
    /// The seal of the quote.
    pub seal: String,
}

/// Submits what a confirmation page showed: like [`submit`], and refused as [`Refusal::QuoteOver`] where price,
/// claims, policy or approvers are not what they were there.
pub async fn confirm(ctx: &Ctx, id: OrderId, input: &Confirm) -> Result<()> {
    go(ctx, id, input.revision, Some(&input.seal)).await
}

/// Submits an order that can be edited: checks the form, holds the quota that it claims, binds its quote and policy
/// and opens its approval line, all in one transaction. Its applicant may, for as long as they may apply. Where
/// nobody has to decide, it is approved at once. After a return or a withdrawal, this begins a new round.
///
/// Told at the fields are broken rules; refused are a quota that is not enough, a line that nobody could decide on,
/// and a form that was changed since `revision`.
pub async fn submit(ctx: &Ctx, id: OrderId, revision: i64) -> Result<()> {
    go(ctx, id, revision, None).await
}

async fn go(ctx: &Ctx, id: OrderId, revision: i64, seen: Option<&str>) -> Result<()> {
    let mut work = ctx.begin().await?;
    let (order, standing) = found(ctx, &mut work, id, Action::WriteOrder).await?;
    order.state.after(Move::Submit).map_err(|refused| Refusal::NotInState { state: refused.from })?;
    // From here on, whoever else submits or writes waits, and then finds another revision.
    if order.revision != revision || !orders::hold(&mut work, &order).await? {
        return Err(Refusal::Superseded.into());
    }
    if named(ctx, &order.kind).is_none_or(OrderKind::begins_as_draft) {
        ctx.authorize_as(Action::CreateOrder, standing)?;
    }
    send(&mut work, &order, seen).await?;
    work.commit().await
}

/// Submits an order that is held and can be edited, as part of a work. Whoever calls looked at who may.
pub(super) async fn send(work: &mut Work<'_>, order: &OrderRow, seen: Option<&str>) -> Result<()> {
    let (ctx, id, revision) = (work.ctx(), order.id, order.revision);
    let checked = check(ctx, work, order).await?;
    let plan = approvals::plan(ctx, work, &subject(order, checked.price, &checked.claims)).await?;
    let seal = seal(&checked, &plan);
    if seen.is_some_and(|seen| seen != seal) {
        return Err(Refusal::QuoteOver.into());
    }
    let content = Content {
        title: (&checked.title, &text::key_of(&checked.title)),
        form: &checked.form.to_string(),
        approver_id: order.approver_id,
    };
    if !orders::write(work, id, revision, content).await? {
        return Err(Refusal::Superseded.into());
    }
    let round = order.round + 1;
    orders::submitted(work, id, plan.policy_id, checked.price.month, ctx.now()).await?;
    let order = orders::find(work, id).await?.ok_or(Error::NotFound)?;
    let order = moved(work, &order, Moved::plain(Move::Submit)).await?;
    quotes::insert(work, id, &bound(ctx, round, &checked, seal)).await?;
    quota::hold(work, id, &checked.claims).await?;
    if approvals::begin(work, id, round, &plan).await? == Began::Approved {
        moved(work, &order, Moved::plain(Move::Approve)).await?;
    }
    Ok(())
}

impl Asked {
    /// What a stored order asks for.
    pub(super) fn of(order: &OrderRow) -> Result<Self> {
        let form: Value = serde_json::from_str(&order.form).map_err(Error::internal)?;
        Ok(Self {
            order_id: order.id,
            organization_id: order.organization_id,
            department_id: order.department_id,
            applicant_id: order.applicant_id,
            project_id: order.project_id,
            attempt: order.attempts,
            form,
        })
    }
}
