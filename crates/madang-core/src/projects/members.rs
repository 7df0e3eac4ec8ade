//! Who is in a project, as what.

use madang_model::members::LoginId;
use madang_model::projects::ProjectRole;
use madang_model::{MemberId, ProjectId, Rule};
use madang_store::projects::ProjectRow;
use madang_store::{project_members, projects};
use serde_json::json;

use super::get::writable;
use crate::notices::{self, Tell};
use crate::{Ctx, Entry, Error, Refusal, Result, Work, events};

/// The most people of a project.
pub(super) const MOST: i64 = 200;

/// Who is put into a project, as what.
#[derive(Debug, Clone)]
pub struct SetMember {
    /// Who: their ID as they sign in with it.
    pub login_id: String,
    /// As what.
    pub role: ProjectRole,
}

/// Puts one of the organisation's people into the project, or gives them another role. The project's admins, its
/// department's heads and the organisation's owners may. The last admin stays one. Whoever is not of the
/// organisation is an unknown `login_id`.
pub async fn set_member(ctx: &Ctx, id: ProjectId, input: &SetMember) -> Result<MemberId> {
    let mut work = ctx.begin().await?;
    let (project, _) = writable(ctx, &mut work, id).await?;
    if !projects::lock_active(&mut work, id).await? {
        return Err(Refusal::Archived.into());
    }
    let login_id = LoginId::parse(&input.login_id).map_err(|_| Error::invalid("login_id", Rule::Unknown))?;
    let Some(who) = project_members::colleague(&mut work, project.organization_id, &login_id.key()).await?
    else {
        return Err(Error::invalid("login_id", Rule::Unknown));
    };
    let had = project_members::role_of(&mut work, id, who.member_id).await?;
    if had == Some(input.role) {
        return Ok(who.member_id);
    }
    if had.is_none() && project_members::count(&mut work, id).await? >= MOST {
        return Err(Refusal::TooMany { most: u32::try_from(MOST).unwrap_or(u32::MAX) }.into());
    }
    project_members::put(&mut work, id, who.member_id, input.role, ctx.now()).await?;
    keep_an_admin(&mut work, id).await?;
    let what = json!({ "member_id": who.member_id.to_string(), "role": input.role.as_str() });
    let subject = id.to_string();
    events::publish(&mut work, project.organization_id, "project.member_set", &subject, &what).await?;
    work.audit(Entry::new("projects.set_member", "project", id).with(what));
    let told = Tell {
        kind: "project-role",
        to: &[who.member_id],
        link: format!("/projects/{id}"),
        args: &[("project", &project.name)],
    };
    notices::tell(&mut work, told).await?;
    work.commit().await?;
    Ok(who.member_id)
}

/// Takes somebody out of the project. The same may, and everybody may take themselves out. The last admin stays.
pub async fn remove_member(ctx: &Ctx, id: ProjectId, member_id: MemberId) -> Result<()> {
    let mut work = ctx.begin().await?;
    let project = if ctx.actor.member().ok() == Some(member_id) {
        super::get::readable(ctx, &mut work, id).await?.0
    } else {
        writable(ctx, &mut work, id).await?.0
    };
    if !projects::lock_active(&mut work, id).await? {
        return Err(Refusal::Archived.into());
    }
    if !project_members::remove(&mut work, id, member_id).await? {
        return Err(Error::NotFound);
    }
    keep_an_admin(&mut work, id).await?;
    let what = json!({ "member_id": member_id.to_string() });
    let subject = id.to_string();
    events::publish(&mut work, project.organization_id, "project.member_removed", &subject, &what).await?;
    work.audit(Entry::new("projects.remove_member", "project", id).with(what));
    work.commit().await
}

async fn keep_an_admin(work: &mut Work<'_>, id: ProjectId) -> Result<()> {
    if project_members::admins(work, id).await? == 0 { Err(Refusal::LastProjectAdmin.into()) } else { Ok(()) }
}

/// Tells everybody in the project what became of it.
pub(super) async fn tell_members(
    work: &mut Work<'_>,
    project: &ProjectRow,
    kind: &'static str,
) -> Result<()> {
    let members = project_members::of(work, project.id, MOST).await?;
    let to: Vec<MemberId> = members.iter().map(|row| row.member_id).collect();
    let args: [(&str, &str); 2] = [("project", &project.name), ("title", &project.name)];
    notices::tell(work, Tell { kind, to: &to, link: format!("/projects/{}", project.id), args: &args }).await
}
