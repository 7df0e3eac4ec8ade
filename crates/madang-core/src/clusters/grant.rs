//! Who may use a cluster.

use madang_model::projects::ProjectState;
use madang_model::quota::QuotaScope;
use madang_model::{ClusterId, Rule};
use madang_store::{clusters, projects};
use serde_json::json;

use crate::{Action, Ctx, Entry, Error, Refusal, Result, Work};

/// Lets an organisation apply for projects on the cluster, or a project use it. Operators and platform staff may.
/// Granted twice, it is granted. A project must not be deleted, and what it may have must fit in what is left.
pub async fn grant(ctx: &Ctx, id: ClusterId, scope: QuotaScope) -> Result<()> {
    ctx.authorize(Action::WriteClusters, None)?;
    let mut work = ctx.begin().await?;
    clusters::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    let unknown = || Error::invalid("scope", Rule::Unknown);
    match scope {
        QuotaScope::Organization(organization_id) => {
            projects::organization(&mut work, organization_id).await?.ok_or_else(unknown)?;
        }
        QuotaScope::Project(project_id) => {
            let project = projects::find(&mut work, project_id).await?.ok_or_else(unknown)?;
            if project.state == ProjectState::Deleted || !projects::lock_active(&mut work, project_id).await?
            {
                return Err(Refusal::Archived.into());
            }
            clusters::lock_open(&mut work, id).await?;
        }
    }
    if clusters::grant(&mut work, id, scope, &ctx.actor.audit_name(), ctx.now()).await? {
        if matches!(scope, QuotaScope::Project(_)) && overfull(&mut work, id).await? {
            return Err(Error::invalid("scope", Rule::NoRoom));
        }
        work.audit(Entry::new("clusters.grant", "cluster", id).with(json!({ "scope": scope.to_string() })));
    }
    work.commit().await
}

/// Whether more of the cluster is promised than it offers.
async fn overfull(work: &mut Work<'_>, id: ClusterId) -> Result<bool> {
    let cluster = clusters::find(work, id).await?.ok_or(Error::NotFound)?;
    let room = super::room(work, &cluster).await?;
    Ok(room.promised.beyond(&room.offered) != madang_model::quota::Amounts::NONE)
}

/// Takes a grant back. The same may. Projects of an organisation keep what was granted to them.
pub async fn revoke(ctx: &Ctx, id: ClusterId, scope: QuotaScope) -> Result<()> {
    ctx.authorize(Action::WriteClusters, None)?;
    let mut work = ctx.begin().await?;
    clusters::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    if !clusters::revoke(&mut work, id, scope).await? {
        return Err(Error::NotFound);
    }
    work.audit(Entry::new("clusters.revoke", "cluster", id).with(json!({ "scope": scope.to_string() })));
    work.commit().await
}
