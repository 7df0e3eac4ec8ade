//! What the actor is to a department's things.

use madang_db::Conn;
use madang_model::{DepartmentId, OrganizationId};
use madang_store::standings;

use super::standing;
use crate::{Capacity, Ctx, Result, Standing};

/// What the actor is to something of a department: what they are in its organisation, and whether they are a
/// colleague in the department, or head of it or of one above it. Things of no department are only the
/// organisation's.
pub async fn department_standing(
    ctx: &Ctx,
    conn: &mut Conn,
    organization_id: OrganizationId,
    department_id: Option<DepartmentId>,
) -> Result<Standing> {
    let inside = standing(ctx, conn, organization_id).await?;
    let (Some(department_id), Ok(member_id)) = (department_id, ctx.actor.member()) else { return Ok(inside) };
    let Some(own) = standings::membership(conn, organization_id, member_id).await? else { return Ok(inside) };
    let mut found = inside;
    if own.department_id == Some(department_id) {
        found = found.with(Capacity::Colleague);
    }
    if own.head == 1
        && let Some(headed) = own.department_id
        && standings::line_of(conn, department_id).await?.contains(&headed)
    {
        found = found.with(Capacity::Head);
    }
    Ok(found)
}
