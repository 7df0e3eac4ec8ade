//! What a member is in an organisation, as permission decisions ask it: few columns, one row.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::organizations::OrgRole;
use madang_model::{DepartmentId, MemberId, MembershipId, OrganizationId};

record! {
    /// A member's active belonging to an organisation.
    #[derive(Debug, Clone)]
    pub struct StandingRow {
        /// The membership.
        pub id: MembershipId,
        /// The department.
        pub department_id: Option<DepartmentId>,
        /// 1 for a head of it.
        pub head: i64,
    }
}

record! {
    /// One role.
    #[derive(Debug, Clone)]
    pub struct RoleRow {
        /// The role.
        pub role: OrgRole,
    }
}

record! {
    /// A department and what is above it.
    #[derive(Debug, Clone)]
    struct ParentRow {
        /// The department above; empty for none.
        pub parent_key: String,
    }
}

/// The deepest that departments are nested.
pub const DEPTH: usize = 8;

/// The member's active belonging to the organisation, if any.
pub async fn membership(
    conn: &mut Conn,
    organization_id: OrganizationId,
    member_id: MemberId,
) -> Result<Option<StandingRow>, DbError> {
    Sql::new(
        "SELECT m.id, m.department_id, m.head FROM memberships m JOIN organizations o ON o.id = m.organization_id \
         WHERE m.organization_id = $1 AND m.member_id = $2 AND m.state = 'active' AND o.state = 'active'",
    )
    .bind(organization_id)
    .bind(member_id)
    .optional(conn)
    .await
}

/// The roles of a membership.
pub async fn roles(conn: &mut Conn, id: MembershipId) -> Result<Vec<RoleRow>, DbError> {
    Sql::new("SELECT role FROM membership_roles WHERE membership_id = $1 ORDER BY role")
        .bind(id)
        .all(conn)
        .await
}

/// A department and every one above it, nearest first.
pub async fn line_of(conn: &mut Conn, department_id: DepartmentId) -> Result<Vec<DepartmentId>, DbError> {
    let mut line = vec![department_id];
    while line.len() <= DEPTH {
        let Some(last) = line.last().copied() else { break };
        let row: Option<ParentRow> =
            Sql::new("SELECT parent_key FROM departments WHERE id = $1").bind(last).optional(conn).await?;
        match row.and_then(|row| row.parent_key.parse().ok()) {
            Some(parent) if !line.contains(&parent) => line.push(parent),
            Some(_) | None => break,
        }
    }
    Ok(line)
}
