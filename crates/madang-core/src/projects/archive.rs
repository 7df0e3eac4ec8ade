//! Putting a project away, and taking it out again.

use madang_model::ProjectId;
use madang_model::projects::ProjectState;
use madang_store::projects;
use serde_json::Value;

use super::get::writable;
use super::members::tell_members;
use crate::{Ctx, Entry, Refusal, Result, events};

/// Archives a project in use: it is kept as it is, and nothing new is made in it. Its admins, its department's
/// heads and the organisation's owners may. Its quota stays its own.
pub async fn archive(ctx: &Ctx, id: ProjectId) -> Result<()> {
    turn(ctx, id, (ProjectState::Active, ProjectState::Archived), ("project.archived", "projects.archive"))
        .await
}

/// Takes an archived project into use again. The same may.
pub async fn unarchive(ctx: &Ctx, id: ProjectId) -> Result<()> {
    turn(
        ctx,
        id,
        (ProjectState::Archived, ProjectState::Active),
        ("project.unarchived", "projects.unarchive"),
    )
    .await
}

async fn turn(
    ctx: &Ctx,
    id: ProjectId,
    (from, to): (ProjectState, ProjectState),
    (event, act): (&'static str, &'static str),
) -> Result<()> {
    let mut work = ctx.begin().await?;
    let (project, _) = writable(ctx, &mut work, id).await?;
    if !projects::set_state(&mut work, id, from, to, ctx.now()).await? {
        return Err(Refusal::Superseded.into());
    }
    events::publish(&mut work, project.organization_id, event, &id.to_string(), &Value::Null).await?;
    if to == ProjectState::Archived {
        tell_members(&mut work, &project, "project-archived").await?;
    }
    work.audit(Entry::new(act, "project", id));
    work.commit().await
}
