//! 「승인의뢰」

use madang_model::OrderId;
use madang_model::orders::Move;
use madang_store::orders;
use serde_json::Value;

use super::kind::{Asked, named};
use super::moves::{Moved, moved};
use super::standing::standing;
use crate::approvals::{self, Began, Subject};
use crate::{Action, Ctx, Error, Refusal, Result, quota};

/// Submits an order that can be edited: checks the form, holds the quota that it claims, opens its approval line,
/// all in one transaction. The applicant may. Where nobody has to decide, it is approved at once.
///
/// Told at the fields are broken rules; refused are a quota that is not enough, a line that nobody could decide on,
/// and a form that was changed since `revision`.
pub async fn submit(ctx: &Ctx, id: OrderId, revision: i64) -> Result<()> {
    let mut work = ctx.begin().await?;
    let order = orders::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    ctx.authorize_as(Action::WriteOrder, standing(ctx, &mut work, &order).await?)?;
    if order.revision != revision {
        return Err(Refusal::Superseded.into());
    }
    let kind = named(ctx, &order.kind).ok_or_else(|| Error::internal("a stored kind is known"))?;
    let asked = Asked::of(&order)?;
    let checked = kind.check(ctx, &mut work, &asked).await?;
    let subject = Subject {
        kind: kind.name(),
        organization_id: order.organization_id,
        department_id: order.department_id,
        applicant_id: order.applicant_id,
        approver_id: order.approver_id,
        amount: checked.price.month,
        claims: &checked.claims,
    };
    let plan = approvals::plan(ctx, &mut work, &subject).await?;
    let order = moved(&mut work, &order, Moved::plain(Move::Submit)).await?;
    orders::submitted(&mut work, id, plan.policy_id, checked.price.month, ctx.now()).await?;
    quota::hold(&mut work, id, &checked.claims).await?;
    if approvals::begin(&mut work, id, order.round + 1, &plan).await? == Began::Approved {
        let order = orders::find(&mut work, id).await?.ok_or(Error::NotFound)?;
        moved(&mut work, &order, Moved::plain(Move::Approve)).await?;
    }
    work.commit().await
}

impl Asked {
    /// What a stored order asks for.
    pub(super) fn of(order: &orders::OrderRow) -> Result<Self> {
        let form: Value = serde_json::from_str(&order.form).map_err(Error::internal)?;
        Ok(Self {
            order_id: order.id,
            organization_id: order.organization_id,
            department_id: order.department_id,
            applicant_id: order.applicant_id,
            project_id: order.project_id,
            form,
        })
    }
}
