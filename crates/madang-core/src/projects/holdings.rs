//! What can stand in the way of deleting a project.

use async_trait::async_trait;
use madang_db::Conn;
use madang_model::ProjectId;
use madang_model::quota::QuotaScope;
use madang_store::projects;

use crate::{Blocker, Ctx, Result, quota};

/// What a feature keeps in projects. Each offering brings one; a project is not deleted while any of them names
/// something.
#[async_trait]
pub trait ProjectHoldings: Send + Sync {
    /// What is in the project, a bounded number of each kind, by name and where it is looked at.
    async fn held_in(&self, conn: &mut Conn, project_id: ProjectId) -> Result<Vec<Blocker>>;
}

/// How many of a kind are named.
const NAMED: i64 = 20;

/// Everything that keeps the project from being deleted: open orders about it, and what is in it.
pub(super) async fn blockers(ctx: &Ctx, conn: &mut Conn, project_id: ProjectId) -> Result<Vec<Blocker>> {
    let mut found = Vec::new();
    for order in projects::open_orders(conn, project_id, NAMED).await? {
        let name = format!("{} {}", order.number, order.title);
        found.push(Blocker { kind: "order", name, path: format!("/orders/{}", order.id) });
    }
    for holdings in ctx.platform.project_holdings.iter() {
        found.extend(holdings.held_in(conn, project_id).await?);
    }
    let quota = quota::read(conn, QuotaScope::Project(project_id)).await?;
    if found.is_empty() && quota.0.iter().any(|line| line.used > 0 || line.reserved > 0) {
        let t = ctx.tr();
        found.push(Blocker {
            kind: "quota",
            name: t.s("project-quota"),
            path: format!("/projects/{project_id}"),
        });
    }
    Ok(found)
}
