//! One project.

use madang_db::Conn;
use madang_model::quota::QuotaScope;
use madang_model::{OrganizationId, ProjectId};
use madang_store::clusters::{self, ClusterRow};
use madang_store::project_members::{self, ProjectMemberRow};
use madang_store::projects::{self, ProjectRow};

use super::standing;
use crate::quota::{self, Quota};
use crate::{Action, Ctx, Error, Result, Standing};

/// A project with all that belongs to it.
#[derive(Debug, Clone)]
pub struct Project {
    /// Itself.
    pub row: ProjectRow,
    /// Its organisation's name.
    pub organization: String,
    /// Its department's name.
    pub department: Option<String>,
    /// Its people, in the order in which they came.
    pub members: Vec<ProjectMemberRow>,
    /// Its quota.
    pub quota: Quota,
    /// The clusters that it may use, closed ones included.
    pub clusters: Vec<ClusterRow>,
    /// Whether the actor may change it.
    pub writable: bool,
    /// Whether the actor may apply for something for its organisation: for another quota of it.
    pub applies: bool,
}

/// The project with this id, deleted ones included. Its members, its department's colleagues and heads, the
/// organisation's owners and viewers may, and staff. For a stranger there is none.
pub async fn get(ctx: &Ctx, id: ProjectId) -> Result<Project> {
    let mut conn = ctx.read().await?;
    let (row, to_it) = readable(ctx, &mut conn, id).await?;
    let organization = projects::organization(&mut conn, row.organization_id).await?;
    let department = match row.department_id {
        Some(id) => projects::department(&mut conn, id).await?.map(|row| row.name),
        None => None,
    };
    Ok(Project {
        organization: organization.map(|row| row.name).unwrap_or_default(),
        department,
        members: project_members::of(&mut conn, id, super::members::MOST).await?,
        quota: quota::read(&mut conn, QuotaScope::Project(id)).await?,
        clusters: clusters::of_project(&mut conn, id).await?,
        writable: ctx.actor.may_as(Action::WriteProject, to_it).is_ok(),
        applies: ctx.actor.may_as(Action::CreateOrder, to_it).is_ok(),
        row,
    })
}

/// Whether a project of this organisation could have this name: what a form says while it is typed. Whoever
/// belongs to the organisation may.
pub async fn name_free(ctx: &Ctx, organization_id: OrganizationId, name: &str) -> Result<()> {
    let mut conn = ctx.read().await?;
    let inside = crate::organizations::standing(ctx, &mut conn, organization_id).await?;
    ctx.authorize_as(Action::ReadOrganization, inside)?;
    let name =
        madang_model::projects::ProjectName::parse(name).map_err(|rule| Error::invalid("name", rule))?;
    match projects::named(&mut conn, organization_id, &name.key()).await? {
        Some(_) => Err(Error::invalid("name", madang_model::Rule::ProjectTaken)),
        None => Ok(()),
    }
}

/// The project, and what the actor is to it, who may read it.
pub(super) async fn readable(ctx: &Ctx, conn: &mut Conn, id: ProjectId) -> Result<(ProjectRow, Standing)> {
    within(ctx, conn, id, Action::ReadProject).await
}

/// The project, which the actor may change.
pub(super) async fn writable(ctx: &Ctx, conn: &mut Conn, id: ProjectId) -> Result<(ProjectRow, Standing)> {
    within(ctx, conn, id, Action::WriteProject).await
}

async fn within(ctx: &Ctx, conn: &mut Conn, id: ProjectId, action: Action) -> Result<(ProjectRow, Standing)> {
    let Some(row) = projects::find(conn, id).await? else {
        // Who is nobody, or has no right by a token, is told that first.
        ctx.authorize_as(action, Standing::STRANGER)?;
        return Err(Error::NotFound);
    };
    let to_it = standing(ctx, conn, &row).await?;
    ctx.authorize_as(action, to_it)?;
    Ok((row, to_it))
}
