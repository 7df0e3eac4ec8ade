//! What the actor is to a project.

use madang_db::Conn;
use madang_model::projects::ProjectRole;
use madang_store::project_members;
use madang_store::projects::ProjectRow;

use crate::organizations::department_standing;
use crate::{Capacity, Ctx, Result, Standing};

/// What the actor is to the project: in its organisation and department, and in the project itself. Whoever has
/// left the organisation is a stranger to its projects too.
pub async fn standing(ctx: &Ctx, conn: &mut Conn, project: &ProjectRow) -> Result<Standing> {
    let found = department_standing(ctx, conn, project.organization_id, project.department_id).await?;
    let Ok(member_id) = ctx.actor.member() else { return Ok(found) };
    if !found.has(Capacity::Belongs) {
        return Ok(found);
    }
    Ok(match project_members::role_of(conn, project.id, member_id).await? {
        Some(ProjectRole::Admin) => found.with(Capacity::ProjectAdmin),
        Some(ProjectRole::Developer) => found.with(Capacity::ProjectDeveloper),
        Some(ProjectRole::Viewer) => found.with(Capacity::ProjectViewer),
        None => found,
    })
}
