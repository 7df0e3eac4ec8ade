//! The clusters.

use madang_db::Conn;
use madang_model::{ClusterId, OrganizationId, ProjectId};
use madang_store::clusters::{self, ClusterRow, GrantRow, UserRow};

use super::room::{Room, room};
use crate::organizations::standing;
use crate::page::{self, Page};
use crate::{Action, Ctx, Error, Result};

/// A cluster and its room.
#[derive(Debug, Clone)]
pub struct Cluster {
    /// Itself.
    pub row: ClusterRow,
    /// What it offers, has promised, and has left.
    pub room: Room,
}

/// The most grants that are shown.
const GRANTS: i64 = 500;

async fn with_room(conn: &mut Conn, rows: Vec<ClusterRow>) -> Result<Vec<Cluster>> {
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let room = room(conn, &row).await?;
        found.push(Cluster { row, room });
    }
    Ok(found)
}

/// All clusters, oldest first. Staff may.
pub async fn list(ctx: &Ctx) -> Result<Vec<Cluster>> {
    ctx.authorize(Action::ReadClusters, None)?;
    let mut conn = ctx.read().await?;
    let rows = clusters::all(&mut conn).await?;
    with_room(&mut conn, rows).await
}

/// 「사용 가능 클러스터」: the open clusters that a project of the organisation can be put on. Whoever belongs to the
/// organisation may, and staff.
pub async fn available(ctx: &Ctx, organization_id: OrganizationId) -> Result<Vec<Cluster>> {
    let mut conn = ctx.read().await?;
    let inside = standing(ctx, &mut conn, organization_id).await?;
    ctx.authorize_as(Action::ReadOrganization, inside)?;
    let rows = clusters::open_to(&mut conn, organization_id).await?;
    with_room(&mut conn, rows).await
}

/// The cluster with this id. Staff may.
pub async fn get(ctx: &Ctx, id: ClusterId) -> Result<Cluster> {
    ctx.authorize(Action::ReadClusters, None)?;
    let mut conn = ctx.read().await?;
    let row = clusters::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let room = room(&mut conn, &row).await?;
    Ok(Cluster { row, room })
}

/// The organisations that the cluster is granted to, 500 at most. Staff may.
pub async fn grants(ctx: &Ctx, id: ClusterId) -> Result<Vec<GrantRow>> {
    ctx.authorize(Action::ReadClusters, None)?;
    let mut conn = ctx.read().await?;
    clusters::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    Ok(clusters::granted_organizations(&mut conn, id, GRANTS).await?)
}

/// The projects that may use the cluster, oldest first; `after` is the page before's `next`. Staff may.
pub async fn users(ctx: &Ctx, id: ClusterId, after: Option<&str>) -> Result<Page<UserRow>> {
    ctx.authorize(Action::ReadClusters, None)?;
    let after: Option<ProjectId> = page::after(after)?;
    let mut conn = ctx.read().await?;
    clusters::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let rows = clusters::users(&mut conn, id, after, page::ASKED).await?;
    Ok(Page::cut(rows, |row| row.id.to_string()))
}
