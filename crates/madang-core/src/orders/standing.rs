//! What the actor is to an order.

use madang_db::Conn;
use madang_store::orders::OrderRow;

use crate::{Capacity, Ctx, Result, Standing, approvals, organizations};

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
