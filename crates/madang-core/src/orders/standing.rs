//! What the actor is to an order.

use madang_db::Conn;
use madang_model::OrderId;
use madang_model::orders::OrderState;
use madang_store::orders::{self, OrderRow};

use crate::{Action, Actor, Capacity, Ctx, Error, Result, Standing, approvals, organizations};

/// All that the actor is to the order: applicant, decider, colleague, head, and what they are in its organisation.
pub async fn standing(ctx: &Ctx, conn: &mut Conn, order: &OrderRow) -> Result<Standing> {
    let inside =
        organizations::department_standing(ctx, conn, order.organization_id, order.department_id).await?;
    let asked = approvals::standing(ctx, conn, order.id).await?;
    let mut found = inside.and(asked);
    // Whoever left the organisation applies for nothing in it any more.
    if ctx.actor.member().is_ok_and(|id| id == order.applicant_id) && inside.has(Capacity::Belongs) {
        found = found.with(Capacity::Applicant);
    }
    Ok(found)
}

/// The order, for whoever may do `action` to it, with what they are to it. What was never submitted is its
/// applicant's alone.
pub(super) async fn found(
    ctx: &Ctx,
    conn: &mut Conn,
    id: OrderId,
    action: Action,
) -> Result<(OrderRow, Standing)> {
    let order = orders::find(conn, id).await?.ok_or(Error::NotFound)?;
    let standing = standing(ctx, conn, &order).await?;
    ctx.authorize_as(action, standing)?;
    let unseen = order.round == 0 && matches!(order.state, OrderState::Draft | OrderState::Cancelled);
    if unseen && !standing.has(Capacity::Applicant) && ctx.actor != Actor::System {
        return Err(Error::NotFound);
    }
    Ok((order, standing))
}
