//! Clusters 「클러스터」, and who may use them.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::clusters::{ClusterHealth, ClusterState};
use madang_model::projects::ProjectState;
use madang_model::quota::QuotaScope;
use madang_model::{ClusterId, OrganizationId, ProjectId, Timestamp};

record! {
    /// A cluster as stored.
    #[derive(Debug, Clone)]
    pub struct ClusterRow {
        /// The id.
        pub id: ClusterId,
        /// Its name.
        pub name: String,
        /// What runs there: `local`.
        pub kind: String,
        /// What people should know of it.
        pub description: String,
        /// Whether new things are put on it.
        pub state: ClusterState,
        /// 1 where every organisation may use it.
        pub everyone: i64,
        /// Virtual processors that are offered.
        pub vcpu: i64,
        /// Memory that is offered, in MiB.
        pub memory_mib: i64,
        /// Disk that is offered, in GiB.
        pub disk_gib: i64,
        /// How it was found last.
        pub health: ClusterHealth,
        /// Why it is not well.
        pub health_detail: String,
        /// When it was looked at last.
        pub observed_at: Option<Timestamp>,
        /// Since when it is there.
        pub created_at: Timestamp,
    }
}

macro_rules! cluster_columns {
    () => {
        "c.id, c.name, c.kind, c.description, c.state, c.everyone, c.vcpu, c.memory_mib, c.disk_gib, c.health, c.health_detail, c.observed_at, c.created_at"
    };
}

record! {
    /// One grant.
    #[derive(Debug, Clone)]
    pub struct GrantRow {
        /// To whom.
        pub scope: QuotaScope,
        /// What that is called.
        pub name: String,
        /// Who granted it, as in the audit log.
        pub created_by: String,
        /// Since when.
        pub created_at: Timestamp,
    }
}

record! {
    /// A project that may use a cluster.
    #[derive(Debug, Clone)]
    pub struct UserRow {
        /// The project.
        pub id: ProjectId,
        /// Whose it is.
        pub organization_id: OrganizationId,
        /// Its name.
        pub name: String,
        /// How it stands.
        pub state: ProjectState,
    }
}

record! {
    /// How much of one dimension is promised.
    #[derive(Debug, Clone)]
    pub struct PromisedRow {
        /// What.
        pub dimension: madang_model::quota::Dimension,
        /// How much.
        pub amount: i64,
    }
}

/// What a new cluster is.
#[derive(Debug, Clone, Copy)]
pub struct NewCluster<'a> {
    /// The id.
    pub id: ClusterId,
    /// The name and its key.
    pub name: (&'a str, &'a str),
    /// What runs there.
    pub kind: &'a str,
    /// What people should know of it.
    pub description: &'a str,
    /// Processors, memory in MiB, disk in GiB that are offered.
    pub offered: (i64, i64, i64),
}

/// Adds a cluster that is open to everyone.
pub async fn insert(conn: &mut Conn, new: NewCluster<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO clusters (id, name, name_key, kind, description, state, everyone, vcpu, memory_mib, disk_gib, health, health_detail, created_at) \
         VALUES ($1, $2, $3, $4, $5, 'open', 1, $6, $7, $8, 'unknown', '', $9)",
    )
    .bind(new.id)
    .bind(new.name.0)
    .bind(new.name.1)
    .bind(new.kind)
    .bind(new.description)
    .bind(new.offered.0)
    .bind(new.offered.1)
    .bind(new.offered.2)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// All clusters, oldest first. They are few: operators make them by hand.
pub async fn all(conn: &mut Conn) -> Result<Vec<ClusterRow>, DbError> {
    Sql::new(concat!("SELECT ", cluster_columns!(), " FROM clusters c ORDER BY c.id LIMIT 200"))
        .all(conn)
        .await
}

/// The cluster with this id.
pub async fn find(conn: &mut Conn, id: ClusterId) -> Result<Option<ClusterRow>, DbError> {
    Sql::new(concat!("SELECT ", cluster_columns!(), " FROM clusters c WHERE c.id = $1"))
        .bind(id)
        .optional(conn)
        .await
}

/// Holds the cluster's row until the work ends, so that promises of its room are made one after the other;
/// false where it is not open.
pub async fn lock_open(conn: &mut Conn, id: ClusterId) -> Result<bool, DbError> {
    Sql::new("UPDATE clusters SET state = state WHERE id = $1 AND state = 'open'")
        .bind(id)
        .changes_one(conn)
        .await
}

/// The clusters that are open to the organisation: to everyone, or granted to it. Oldest first.
pub async fn open_to(conn: &mut Conn, organization_id: OrganizationId) -> Result<Vec<ClusterRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        cluster_columns!(),
        " FROM clusters c WHERE c.state = 'open' AND (c.everyone = 1 \
         OR EXISTS (SELECT 1 FROM cluster_grants g WHERE g.cluster_id = c.id AND g.scope = $1)) ORDER BY c.id LIMIT 200"
    ))
    .bind(QuotaScope::Organization(organization_id).to_string())
    .all(conn)
    .await
}

/// The clusters that are granted to the project, closed ones included. Oldest first.
pub async fn of_project(conn: &mut Conn, project_id: ProjectId) -> Result<Vec<ClusterRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        cluster_columns!(),
        " FROM clusters c JOIN cluster_grants g ON g.cluster_id = c.id WHERE g.scope = $1 ORDER BY c.id"
    ))
    .bind(QuotaScope::Project(project_id).to_string())
    .all(conn)
    .await
}

/// What a cluster is, as operators say it.
#[derive(Debug, Clone, Copy)]
pub struct Described<'a> {
    /// The name and its key.
    pub name: (&'a str, &'a str),
    /// What people should know of it.
    pub description: &'a str,
    /// Whether new things are put on it.
    pub state: ClusterState,
    /// Whether every organisation may use it.
    pub everyone: bool,
    /// Processors, memory in MiB, disk in GiB that are offered.
    pub offered: (i64, i64, i64),
}

/// Says anew what a cluster is; false where there is none.
pub async fn update(conn: &mut Conn, id: ClusterId, what: Described<'_>) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE clusters SET name = $1, name_key = $2, description = $3, state = $4, everyone = $5, vcpu = $6, memory_mib = $7, disk_gib = $8 \
         WHERE id = $9",
    )
    .bind(what.name.0)
    .bind(what.name.1)
    .bind(what.description)
    .bind(what.state.as_str())
    .bind(i64::from(what.everyone))
    .bind(what.offered.0)
    .bind(what.offered.1)
    .bind(what.offered.2)
    .bind(id)
    .changes_one(conn)
    .await
}

/// Notes how a cluster was found; false where there is none.
pub async fn observe(
    conn: &mut Conn,
    id: ClusterId,
    (health, detail): (ClusterHealth, &str),
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new("UPDATE clusters SET health = $1, health_detail = $2, observed_at = $3 WHERE id = $4")
        .bind(health.as_str())
        .bind(detail)
        .bind(now)
        .bind(id)
        .changes_one(conn)
        .await
}

/// Grants a cluster; false where it was granted already.
pub async fn grant(
    conn: &mut Conn,
    id: ClusterId,
    scope: QuotaScope,
    created_by: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "INSERT INTO cluster_grants (cluster_id, scope, created_by, created_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (cluster_id, scope) DO NOTHING",
    )
    .bind(id)
    .bind(scope.to_string())
    .bind(created_by)
    .bind(now)
    .changes_one(conn)
    .await
}

/// Takes a grant back; false where there is none.
pub async fn revoke(conn: &mut Conn, id: ClusterId, scope: QuotaScope) -> Result<bool, DbError> {
    Sql::new("DELETE FROM cluster_grants WHERE cluster_id = $1 AND scope = $2")
        .bind(id)
        .bind(scope.to_string())
        .changes_one(conn)
        .await
}

/// Takes everything back that was granted to a scope.
pub async fn revoke_all(conn: &mut Conn, scope: QuotaScope) -> Result<u64, DbError> {
    Sql::new("DELETE FROM cluster_grants WHERE scope = $1").bind(scope.to_string()).execute(conn).await
}

/// The organisations that the cluster is granted to, at most `limit`.
pub async fn granted_organizations(
    conn: &mut Conn,
    id: ClusterId,
    limit: i64,
) -> Result<Vec<GrantRow>, DbError> {
    Sql::new(
        "SELECT g.scope, o.name, g.created_by, g.created_at FROM cluster_grants g \
         JOIN organizations o ON g.scope = 'organization:' || o.id WHERE g.cluster_id = $1 ORDER BY g.scope LIMIT $2",
    )
    .bind(id)
    .bind(limit)
    .all(conn)
    .await
}

/// The projects that may use the cluster, after `after`, at most `limit`.
pub async fn users(
    conn: &mut Conn,
    id: ClusterId,
    after: Option<ProjectId>,
    limit: i64,
) -> Result<Vec<UserRow>, DbError> {
    Sql::new(
        "SELECT p.id, p.organization_id, p.name, p.state FROM cluster_grants g \
         JOIN projects p ON p.id = substr(g.scope, 9) \
         WHERE g.cluster_id = $1 AND g.scope > $2 AND g.scope < 'project;' ORDER BY g.scope LIMIT $3",
    )
    .bind(id)
    .bind(after.map_or_else(|| "project:".to_owned(), |id| QuotaScope::Project(id).to_string()))
    .bind(limit)
    .all(conn)
    .await
}

/// What the projects that may use the cluster may have together, by dimension.
pub async fn promised(conn: &mut Conn, id: ClusterId) -> Result<Vec<PromisedRow>, DbError> {
    Sql::new(
        "SELECT q.dimension, CAST(SUM(q.bound) AS BIGINT) AS amount FROM cluster_grants g \
         JOIN quotas q ON q.scope = g.scope \
         WHERE g.cluster_id = $1 AND g.scope > 'project:' AND g.scope < 'project;' AND q.bound IS NOT NULL \
         GROUP BY q.dimension ORDER BY q.dimension",
    )
    .bind(id)
    .all(conn)
    .await
}
