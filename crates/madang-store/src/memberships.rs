//! Who belongs to which organisation, in which department, as what.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::organizations::{MembershipState, OrgRole};
use madang_model::{DepartmentId, MemberId, MembershipId, OrganizationId, Timestamp};

record! {
    /// A membership as stored.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct MembershipRow {
        /// The id.
        pub id: MembershipId,
        /// The organisation.
        pub organization_id: OrganizationId,
        /// The member.
        pub member_id: MemberId,
        /// 「부서」
        pub department_id: Option<DepartmentId>,
        /// Whether it counts already.
        pub state: MembershipState,
        /// 1 for the department's head 「부서장」.
        pub head: i64,
        /// Since when.
        pub created_at: Timestamp,
    }
}

record! {
    /// A person of an organisation, with what their colleagues may know.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PersonRow {
        /// The membership.
        pub id: MembershipId,
        /// The member.
        pub member_id: MemberId,
        /// 「아이디」
        pub login_id: String,
        /// 「고객명(사용자명)」
        pub name: String,
        /// 「E-mail」
        pub email: String,
        /// 「부서」
        pub department_id: Option<DepartmentId>,
        /// Whether the membership counts already.
        pub state: MembershipState,
        /// 1 for the department's head.
        pub head: i64,
        /// Since when.
        pub created_at: Timestamp,
    }
}

record! {
    /// A role and whose it is.
    #[derive(Debug, Clone)]
    pub struct HeldRole {
        /// The membership.
        pub membership_id: MembershipId,
        /// The role.
        pub role: OrgRole,
    }
}

record! {
    /// Only who.
    #[derive(Debug, Clone)]
    struct WhoRow {
        /// The member.
        pub member_id: MemberId,
    }
}

/// A membership to be added.
#[derive(Debug, Clone, Copy)]
pub struct NewMembership {
    /// The id.
    pub id: MembershipId,
    /// The organisation.
    pub organization_id: OrganizationId,
    /// The member.
    pub member_id: MemberId,
    /// 「부서」
    pub department_id: Option<DepartmentId>,
    /// Whether it counts at once.
    pub state: MembershipState,
}

macro_rules! columns {
    () => {
        "id, organization_id, member_id, department_id, state, head, created_at"
    };
}

/// Adds a membership. A second one of a member breaks `memberships_organization_id_member_id_key`.
pub async fn insert(conn: &mut Conn, new: NewMembership, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO memberships (id, organization_id, member_id, department_id, state, head, created_at) \
         VALUES ($1, $2, $3, $4, $5, 0, $6)",
    )
    .bind(new.id)
    .bind(new.organization_id)
    .bind(new.member_id)
    .bind(new.department_id)
    .bind(new.state.as_str())
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The membership of this id in the organisation.
pub async fn find(
    conn: &mut Conn,
    organization_id: OrganizationId,
    id: MembershipId,
) -> Result<Option<MembershipRow>, DbError> {
    Sql::new(concat!("SELECT ", columns!(), " FROM memberships WHERE id = $1 AND organization_id = $2"))
        .bind(id)
        .bind(organization_id)
        .optional(conn)
        .await
}

/// A member's membership in the organisation, a waiting one included.
pub async fn of(
    conn: &mut Conn,
    organization_id: OrganizationId,
    member_id: MemberId,
) -> Result<Option<MembershipRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        columns!(),
        " FROM memberships WHERE organization_id = $1 AND member_id = $2"
    ))
    .bind(organization_id)
    .bind(member_id)
    .optional(conn)
    .await
}

/// Makes a waiting membership count; false where another request did already, or it is gone.
pub async fn admit(conn: &mut Conn, id: MembershipId) -> Result<bool, DbError> {
    Sql::new("UPDATE memberships SET state = 'active' WHERE id = $1 AND state = 'pending'")
        .bind(id)
        .changes_one(conn)
        .await
}

/// Ends a membership that is in this state, with its roles; false where there is none.
pub async fn delete(conn: &mut Conn, id: MembershipId, state: MembershipState) -> Result<bool, DbError> {
    Sql::new("DELETE FROM membership_roles WHERE membership_id = $1").bind(id).execute(conn).await?;
    Sql::new("DELETE FROM memberships WHERE id = $1 AND state = $2")
        .bind(id)
        .bind(state.as_str())
        .changes_one(conn)
        .await
}

/// Puts a member into a department, as its head or not.
pub async fn place(
    conn: &mut Conn,
    id: MembershipId,
    department_id: Option<DepartmentId>,
    head: bool,
) -> Result<bool, DbError> {
    Sql::new("UPDATE memberships SET department_id = $1, head = $2 WHERE id = $3 AND state = 'active'")
        .bind(department_id)
        .bind(i64::from(head))
        .bind(id)
        .changes_one(conn)
        .await
}

/// Gives a membership exactly these roles.
pub async fn set_roles(conn: &mut Conn, of: &MembershipRow, roles: &[OrgRole]) -> Result<(), DbError> {
    Sql::new("DELETE FROM membership_roles WHERE membership_id = $1").bind(of.id).execute(conn).await?;
    for role in roles {
        Sql::new(
            "INSERT INTO membership_roles (membership_id, role, organization_id, member_id) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (membership_id, role) DO NOTHING",
        )
        .bind(of.id)
        .bind(role.as_str())
        .bind(of.organization_id)
        .bind(of.member_id)
        .execute(conn)
        .await?;
    }
    Ok(())
}

/// The roles of each of these memberships.
pub async fn roles_of(conn: &mut Conn, ids: &[MembershipId]) -> Result<Vec<HeldRole>, DbError> {
    let Some((first, rest)) = ids.split_first() else { return Ok(Vec::new()) };
    let mut sql =
        Sql::new("SELECT membership_id, role FROM membership_roles WHERE membership_id IN (").arg(*first);
    for id in rest {
        sql = sql.text(", ").arg(*id);
    }
    sql.text(") ORDER BY membership_id, role").all(conn).await
}

/// Everybody in the organisation who has the role.
pub async fn with_role(
    conn: &mut Conn,
    organization_id: OrganizationId,
    role: OrgRole,
) -> Result<Vec<MemberId>, DbError> {
    let rows: Vec<WhoRow> = Sql::new(
        "SELECT member_id FROM membership_roles WHERE organization_id = $1 AND role = $2 ORDER BY member_id",
    )
    .bind(organization_id)
    .bind(role.as_str())
    .all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| row.member_id).collect())
}

/// How many people belong to the organisation.
pub async fn count(conn: &mut Conn, organization_id: OrganizationId) -> Result<i64, DbError> {
    Sql::new("SELECT COUNT(*) FROM memberships WHERE organization_id = $1 AND state = 'active'")
        .bind(organization_id)
        .number(conn)
        .await
}

/// How many belong to the department itself.
pub async fn count_in(conn: &mut Conn, department_id: DepartmentId) -> Result<i64, DbError> {
    Sql::new("SELECT COUNT(*) FROM memberships WHERE department_id = $1")
        .bind(department_id)
        .number(conn)
        .await
}

/// Which people of an organisation to list.
#[derive(Debug, Clone, Copy)]
pub struct PeopleFilter {
    /// Those whose membership is in this state.
    pub state: MembershipState,
    /// Only those of this department.
    pub department_id: Option<DepartmentId>,
    /// After the one with this id.
    pub after: Option<MembershipId>,
}

/// The organisation's people in the order in which they came; at most `limit`.
pub async fn people(
    conn: &mut Conn,
    organization_id: OrganizationId,
    filter: PeopleFilter,
    limit: i64,
) -> Result<Vec<PersonRow>, DbError> {
    let mut sql = Sql::new(
        "SELECT m.id, m.member_id, p.login_id, p.name, p.email, m.department_id, m.state, m.head, m.created_at \
         FROM memberships m JOIN members p ON p.id = m.member_id WHERE m.organization_id = ",
    )
    .arg(organization_id)
    .text(" AND m.state = ")
    .arg(filter.state.as_str());
    if let Some(department_id) = filter.department_id {
        sql = sql.text(" AND m.department_id = ").arg(department_id);
    }
    if let Some(after) = filter.after {
        sql = sql.text(" AND m.id > ").arg(after);
    }
    sql.text(" ORDER BY m.id LIMIT ").arg(limit).all(conn).await
}

/// One person of the organisation.
pub async fn person(
    conn: &mut Conn,
    organization_id: OrganizationId,
    id: MembershipId,
) -> Result<Option<PersonRow>, DbError> {
    Sql::new(
        "SELECT m.id, m.member_id, p.login_id, p.name, p.email, m.department_id, m.state, m.head, m.created_at \
         FROM memberships m JOIN members p ON p.id = m.member_id WHERE m.id = $1 AND m.organization_id = $2",
    )
    .bind(id)
    .bind(organization_id)
    .optional(conn)
    .await
}

/// Ends every membership of a member.
pub async fn delete_all(conn: &mut Conn, member_id: MemberId) -> Result<u64, DbError> {
    Sql::new(
        "DELETE FROM membership_roles WHERE membership_id IN (SELECT id FROM memberships WHERE member_id = $1)",
    )
    .bind(member_id)
    .execute(conn)
    .await?;
    Sql::new("DELETE FROM memberships WHERE member_id = $1").bind(member_id).execute(conn).await
}
