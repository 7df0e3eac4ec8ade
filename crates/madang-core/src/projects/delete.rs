//! Deleting a project.

use madang_model::ProjectId;
use madang_model::quota::QuotaScope;
use madang_store::{clusters, projects, quotas};
use serde_json::Value;

use super::form;
use super::get::{readable, writable};
use super::holdings::blockers;
use super::members::tell_members;
use crate::quota::{self, in_order};
use crate::{Blocker, Ctx, Entry, Error, Refusal, Result, events};

/// What keeps the project from being deleted, each by its name. Whoever may read the project may.
pub async fn deletion_blockers(ctx: &Ctx, id: ProjectId) -> Result<Vec<Blocker>> {
    let mut conn = ctx.read().await?;
    readable(ctx, &mut conn, id).await?;
    blockers(ctx, &mut conn, id).await
}

/// Deletes a project, in use or archived. Its admins, its department's heads and the organisation's owners may.
/// Refused with everything that is in the way: what is in it, and open orders about it. Its quota goes back to the
/// organisation and its name is free again; who looks it up by its id still finds it.
pub async fn delete(ctx: &Ctx, id: ProjectId) -> Result<()> {
    let mut work = ctx.begin().await?;
    let (project, _) = writable(ctx, &mut work, id).await?;
    let of_organization = QuotaScope::Organization(project.organization_id);
    let of_project = QuotaScope::Project(id);
    // In the order in which orders go through these rows, too.
    for dimension in in_order() {
        quotas::touch(&mut work, of_organization, dimension).await?;
    }
    if !projects::delete(&mut work, id, ctx.now()).await? {
        return Err(Refusal::Superseded.into());
    }
    let blockers = blockers(ctx, &mut work, id).await?;
    if !blockers.is_empty() {
        return Err(Refusal::InUse { blockers }.into());
    }
    let bounds = form::bounds(&quota::read(&mut work, of_project).await?.0);
    if quotas::forget(&mut work, of_project).await? > 0 {
        return Err(Error::internal("a quota that nothing uses is forgotten"));
    }
    quota::give(&mut work, of_organization, &bounds).await?;
    clusters::revoke_all(&mut work, of_project).await?;
    events::publish(&mut work, project.organization_id, "project.deleted", &id.to_string(), &Value::Null)
        .await?;
    tell_members(&mut work, &project, "project-deleted").await?;
    work.audit(Entry::new("projects.delete", "project", id));
    work.commit().await
}
