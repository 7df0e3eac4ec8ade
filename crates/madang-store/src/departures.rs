//! What hangs on a member who goes, and on an organisation that is to be closed.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{MemberId, OrderId, OrganizationId, ProjectId, Timestamp};

record! {
    /// A project that stands in the way.
    #[derive(Debug, Clone)]
    pub struct ProjectName {
        /// The project.
        pub id: ProjectId,
        /// Its name.
        pub name: String,
    }
}

record! {
    /// An order that stands in the way.
    #[derive(Debug, Clone)]
    pub struct OrderName {
        /// The order.
        pub id: OrderId,
        /// What people call it by.
        pub number: String,
        /// What it asks for.
        pub title: String,
    }
}

/// The organisation's projects that are not deleted; at most `limit`.
pub async fn projects(
    conn: &mut Conn,
    organization_id: OrganizationId,
    limit: i64,
) -> Result<Vec<ProjectName>, DbError> {
    Sql::new(
        "SELECT id, name FROM projects WHERE organization_id = $1 AND state IN ('active', 'archived') ORDER BY id LIMIT $2",
    )
    .bind(organization_id)
    .bind(limit)
    .all(conn)
    .await
}

/// How many projects the organisation has that are not deleted.
pub async fn count_projects(conn: &mut Conn, organization_id: OrganizationId) -> Result<i64, DbError> {
    Sql::new("SELECT COUNT(*) FROM projects WHERE organization_id = $1 AND state IN ('active', 'archived')")
        .bind(organization_id)
        .number(conn)
        .await
}

/// The organisation's orders that have not ended; at most `limit`.
pub async fn orders(
    conn: &mut Conn,
    organization_id: OrganizationId,
    limit: i64,
) -> Result<Vec<OrderName>, DbError> {
    Sql::new(
        "SELECT id, number, title FROM orders WHERE organization_id = $1 \
         AND state NOT IN ('draft', 'done', 'rejected', 'cancelled') ORDER BY id LIMIT $2",
    )
    .bind(organization_id)
    .bind(limit)
    .all(conn)
    .await
}

/// How many orders the member waits for: submitted ones that have not ended.
pub async fn open_orders_of(conn: &mut Conn, member_id: MemberId) -> Result<i64, DbError> {
    Sql::new(
        "SELECT COUNT(*) FROM orders WHERE applicant_id = $1 AND state IN ('in_approval', 'approved', 'fulfilling', 'failed')",
    )
    .bind(member_id)
    .number(conn)
    .await
}

/// The organisation's projects, deleted ones excepted, that the member and nobody else administers.
pub async fn administered_alone(
    conn: &mut Conn,
    organization_id: OrganizationId,
    member_id: MemberId,
) -> Result<Vec<ProjectName>, DbError> {
    Sql::new(
        "SELECT p.id, p.name FROM project_members m JOIN projects p ON p.id = m.project_id \
         WHERE m.member_id = $1 AND m.role = 'admin' AND p.organization_id = $2 AND p.state IN ('active', 'archived') \
         AND NOT EXISTS (SELECT 1 FROM project_members o WHERE o.project_id = p.id AND o.role = 'admin' AND o.member_id <> $1) \
         ORDER BY p.id",
    )
    .bind(member_id)
    .bind(organization_id)
    .all(conn)
    .await
}

/// Makes a member administer a project, whatever they were in it.
pub async fn make_admin(
    conn: &mut Conn,
    project_id: ProjectId,
    member_id: MemberId,
    now: Timestamp,
) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO project_members (project_id, member_id, role, created_at) VALUES ($1, $2, 'admin', $3) \
         ON CONFLICT (project_id, member_id) DO UPDATE SET role = excluded.role",
    )
    .bind(project_id)
    .bind(member_id)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes a member out of every project of the organisation.
pub async fn leave_projects(
    conn: &mut Conn,
    organization_id: OrganizationId,
    member_id: MemberId,
) -> Result<u64, DbError> {
    Sql::new(
        "DELETE FROM project_members WHERE member_id = $1 AND project_id IN \
         (SELECT id FROM projects WHERE organization_id = $2)",
    )
    .bind(member_id)
    .bind(organization_id)
    .execute(conn)
    .await
}

/// Ends the substitutions that the member gave or was given in the organisation.
pub async fn end_substitutions(
    conn: &mut Conn,
    organization_id: OrganizationId,
    member_id: MemberId,
    now: Timestamp,
) -> Result<u64, DbError> {
    Sql::new(
        "UPDATE substitutions SET ended_at = $1 WHERE organization_id = $2 AND ended_at IS NULL \
         AND (member_id = $3 OR substitute_id = $3)",
    )
    .bind(now)
    .bind(organization_id)
    .bind(member_id)
    .execute(conn)
    .await
}

record! {
    /// Only which.
    #[derive(Debug, Clone)]
    pub struct OrderIdRow {
        /// The order.
        pub id: OrderId,
    }
}

/// The member's orders in the organisation on which nobody has decided for good.
pub async fn undecided_orders(
    conn: &mut Conn,
    organization_id: OrganizationId,
    member_id: MemberId,
) -> Result<Vec<OrderIdRow>, DbError> {
    Sql::new(
        "SELECT id FROM orders WHERE applicant_id = $1 AND organization_id = $2 \
         AND state IN ('draft', 'in_approval', 'returned', 'withdrawn') ORDER BY id",
    )
    .bind(member_id)
    .bind(organization_id)
    .all(conn)
    .await
}
