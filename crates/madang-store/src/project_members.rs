//! Who is in which project, as what.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::projects::ProjectRole;
use madang_model::{MemberId, OrganizationId, ProjectId, Timestamp};

record! {
    /// Someone in a project.
    #[derive(Debug, Clone)]
    pub struct ProjectMemberRow {
        /// Who.
        pub member_id: MemberId,
        /// As what.
        pub role: ProjectRole,
        /// Since when.
        pub created_at: Timestamp,
        /// The ID.
        pub login_id: String,
        /// The name.
        pub name: String,
    }
}

record! {
    /// One role.
    #[derive(Debug, Clone)]
    struct RoleRow {
        /// The role.
        pub role: ProjectRole,
    }
}

/// What the member is in the project.
pub async fn role_of(
    conn: &mut Conn,
    project_id: ProjectId,
    member_id: MemberId,
) -> Result<Option<ProjectRole>, DbError> {
    let row: Option<RoleRow> =
        Sql::new("SELECT role FROM project_members WHERE project_id = $1 AND member_id = $2")
            .bind(project_id)
            .bind(member_id)
            .optional(conn)
            .await?;
    Ok(row.map(|row| row.role))
}

/// Everybody in the project, in the order in which they came; at most `limit`.
pub async fn of(
    conn: &mut Conn,
    project_id: ProjectId,
    limit: i64,
) -> Result<Vec<ProjectMemberRow>, DbError> {
    Sql::new(
        "SELECT p.member_id, p.role, p.created_at, m.login_id, m.name FROM project_members p \
         JOIN members m ON m.id = p.member_id WHERE p.project_id = $1 ORDER BY p.created_at, p.member_id LIMIT $2",
    )
    .bind(project_id)
    .bind(limit)
    .all(conn)
    .await
}

/// How many are in the project.
pub async fn count(conn: &mut Conn, project_id: ProjectId) -> Result<i64, DbError> {
    Sql::new("SELECT COUNT(*) FROM project_members WHERE project_id = $1").bind(project_id).number(conn).await
}

/// How many admins the project has.
pub async fn admins(conn: &mut Conn, project_id: ProjectId) -> Result<i64, DbError> {
    Sql::new("SELECT COUNT(*) FROM project_members WHERE project_id = $1 AND role = 'admin'")
        .bind(project_id)
        .number(conn)
        .await
}

/// Puts a member in, or gives them another role.
pub async fn put(
    conn: &mut Conn,
    project_id: ProjectId,
    member_id: MemberId,
    role: ProjectRole,
    now: Timestamp,
) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO project_members (project_id, member_id, role, created_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (project_id, member_id) DO UPDATE SET role = excluded.role",
    )
    .bind(project_id)
    .bind(member_id)
    .bind(role.as_str())
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes a member out; false where they are not in.
pub async fn remove(conn: &mut Conn, project_id: ProjectId, member_id: MemberId) -> Result<bool, DbError> {
    Sql::new("DELETE FROM project_members WHERE project_id = $1 AND member_id = $2")
        .bind(project_id)
        .bind(member_id)
        .changes_one(conn)
        .await
}

record! {
    /// A member who could be put into a project.
    #[derive(Debug, Clone)]
    pub struct ColleagueRow {
        /// Who.
        pub member_id: MemberId,
        /// The ID.
        pub login_id: String,
        /// The name.
        pub name: String,
    }
}

/// The one who has this ID among the organisation's people.
pub async fn colleague(
    conn: &mut Conn,
    organization_id: OrganizationId,
    login_key: &str,
) -> Result<Option<ColleagueRow>, DbError> {
    Sql::new(
        "SELECT m.id AS member_id, m.login_id, m.name FROM members m \
         JOIN memberships s ON s.member_id = m.id AND s.organization_id = $1 AND s.state = 'active' \
         WHERE m.login_key = $2 AND m.state = 'active'",
    )
    .bind(organization_id)
    .bind(login_key)
    .optional(conn)
    .await
}
