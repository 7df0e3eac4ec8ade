//! What the actor is in an organisation.

use madang_db::Conn;
use madang_model::OrganizationId;
use madang_model::organizations::OrgRole;
use madang_store::standings;

use crate::{Capacity, Ctx, Result, Standing};

/// What the actor is in the organisation: belonging to it, and by which roles. For whoever is not a signed-in
/// member, and for one who waits to be admitted, that is nothing. Heads are heads of a department:
/// see [`department_standing`](super::department_standing()).
pub async fn standing(ctx: &Ctx, conn: &mut Conn, organization_id: OrganizationId) -> Result<Standing> {
    let Ok(member_id) = ctx.actor.member() else { return Ok(Standing::STRANGER) };
    let Some(membership) = standings::membership(conn, organization_id, member_id).await? else {
        return Ok(Standing::STRANGER);
    };
    let mut standing = Standing::STRANGER.with(Capacity::Belongs);
    for role in standings::roles(conn, membership.id).await? {
        standing = standing.with(match role.role {
            OrgRole::Owner => Capacity::Owner,
            OrgRole::Approver => Capacity::Approver,
            OrgRole::Developer => Capacity::Developer,
            OrgRole::Billing => Capacity::Billing,
            OrgRole::Viewer => Capacity::Viewer,
        });
    }
    Ok(standing)
}
