//! Organisations 「회원사」, personal ones included.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::organizations::{Joining, MembershipState, OrganizationKind, OrganizationState};
use madang_model::{DepartmentId, MemberId, MembershipId, OrganizationId, Timestamp};

record! {
    /// An organisation as stored.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct OrganizationRow {
        /// The id.
        pub id: OrganizationId,
        /// 「회원사 코드」; a personal one has none.
        pub code: Option<String>,
        /// 「회원사명」; a personal one's is its member's name.
        pub name: String,
        /// Whose it is.
        pub kind: OrganizationKind,
        /// Whether anything new happens in it.
        pub state: OrganizationState,
        /// What becomes of those who come with the code.
        pub joining: Joining,
        /// Counts changes.
        pub revision: i64,
        /// Since when it is there.
        pub created_at: Timestamp,
    }
}

record! {
    /// An organisation that a member belongs to, or waits for.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct MineRow {
        /// The organisation.
        pub id: OrganizationId,
        /// 「회원사 코드」
        pub code: Option<String>,
        /// 「회원사명」
        pub name: String,
        /// Whose it is.
        pub kind: OrganizationKind,
        /// The membership.
        pub membership_id: MembershipId,
        /// Whether it counts already.
        pub state: MembershipState,
        /// 「부서」
        pub department_id: Option<DepartmentId>,
        /// 1 for its head.
        pub head: i64,
    }
}

/// An organisation to be added.
#[derive(Debug, Clone, Copy)]
pub struct NewOrganization<'a> {
    /// The id.
    pub id: OrganizationId,
    /// The code, for a company.
    pub code: Option<&'a str>,
    /// The name, and the form in which it is searched.
    pub name: (&'a str, &'a str),
    /// Whose it is.
    pub kind: OrganizationKind,
    /// How it is joined.
    pub joining: Joining,
    /// By whom it was made: an actor's name.
    pub created_by: &'a str,
}

macro_rules! columns {
    () => {
        "id, code, name, kind, state, joining, revision, created_at"
    };
}

/// Adds an organisation. Two of one code break `organizations_code_key`.
pub async fn insert(conn: &mut Conn, new: NewOrganization<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO organizations (id, code, name, name_key, kind, state, joining, revision, created_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, 'active', $6, 1, $7, $8)",
    )
    .bind(new.id)
    .bind(new.code)
    .bind(new.name.0)
    .bind(new.name.1)
    .bind(new.kind.as_str())
    .bind(new.joining.as_str())
    .bind(new.created_by)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The organisation, closed ones included.
pub async fn find(conn: &mut Conn, id: OrganizationId) -> Result<Option<OrganizationRow>, DbError> {
    Sql::new(concat!("SELECT ", columns!(), " FROM organizations WHERE id = $1"))
        .bind(id)
        .optional(conn)
        .await
}

/// The organisation with this code, closed ones included.
pub async fn by_code(conn: &mut Conn, code: &str) -> Result<Option<OrganizationRow>, DbError> {
    Sql::new(concat!("SELECT ", columns!(), " FROM organizations WHERE code = $1"))
        .bind(code)
        .optional(conn)
        .await
}

/// Takes hold of an active organisation until the transaction ends, so that what is counted of its people and
/// departments stays so; false where there is no such one.
pub async fn hold_active(conn: &mut Conn, id: OrganizationId) -> Result<bool, DbError> {
    Sql::new("UPDATE organizations SET state = state WHERE id = $1 AND state = 'active'")
        .bind(id)
        .changes_one(conn)
        .await
}

/// The active organisations that a member belongs to or waits for, in the order in which they came to them.
pub async fn of_member(conn: &mut Conn, member_id: MemberId) -> Result<Vec<MineRow>, DbError> {
    Sql::new(
        "SELECT o.id, o.code, o.name, o.kind, m.id AS membership_id, m.state, m.department_id, m.head \
         FROM memberships m JOIN organizations o ON o.id = m.organization_id \
         WHERE m.member_id = $1 AND o.state = 'active' ORDER BY m.id",
    )
    .bind(member_id)
    .all(conn)
    .await
}

/// Renames an organisation and sets how it is joined; false where it was changed since `revision`, or is closed.
pub async fn update(
    conn: &mut Conn,
    id: OrganizationId,
    revision: i64,
    name: (&str, &str),
    joining: Joining,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE organizations SET name = $1, name_key = $2, joining = $3, revision = revision + 1 \
         WHERE id = $4 AND revision = $5 AND state = 'active'",
    )
    .bind(name.0)
    .bind(name.1)
    .bind(joining.as_str())
    .bind(id)
    .bind(revision)
    .changes_one(conn)
    .await
}

/// Closes an active organisation; false where another request did already. Its code stays taken.
pub async fn close(conn: &mut Conn, id: OrganizationId) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE organizations SET state = 'closed', joining = 'closed', revision = revision + 1 \
         WHERE id = $1 AND state = 'active'",
    )
    .bind(id)
    .changes_one(conn)
    .await
}

/// Gives a member's personal organisation another name; an empty one for a member who left.
pub async fn rename_personal(
    conn: &mut Conn,
    member_id: MemberId,
    name: (&str, &str),
) -> Result<(), DbError> {
    Sql::new(
        "UPDATE organizations SET name = $1, name_key = $2, revision = revision + 1 WHERE kind = 'personal' \
         AND id IN (SELECT organization_id FROM memberships WHERE member_id = $3)",
    )
    .bind(name.0)
    .bind(name.1)
    .bind(member_id)
    .execute(conn)
    .await?;
    Ok(())
}

/// Companies, newest first, before the one with the id `before`; at most `limit`.
pub async fn companies(
    conn: &mut Conn,
    before: Option<OrganizationId>,
    limit: i64,
) -> Result<Vec<OrganizationRow>, DbError> {
    let mut sql = Sql::new(concat!("SELECT ", columns!(), " FROM organizations WHERE kind = 'company'"));
    if let Some(before) = before {
        sql = sql.text(" AND id < ").arg(before);
    }
    sql.text(" ORDER BY id DESC LIMIT ").arg(limit).all(conn).await
}

/// Organisations whose name's key begins with `key`, in the order of that key, after the one with the key and
/// id `after`; at most `limit`.
pub async fn named(
    conn: &mut Conn,
    key: &str,
    after: Option<(&str, OrganizationId)>,
    limit: i64,
) -> Result<Vec<OrganizationRow>, DbError> {
    let mut sql = Sql::new(concat!("SELECT ", columns!(), " FROM organizations WHERE "));
    sql = match after {
        None => sql.text("name_key >= ").arg(key),
        Some((key, id)) => sql.text("(name_key, id) > (").arg(key).text(", ").arg(id).text(")"),
    };
    // Behind every text that begins with the key: keys are compared byte by byte.
    let end = format!("{key}{}", char::MAX);
    sql.text(" AND name_key < ").arg(end).text(" ORDER BY name_key, id LIMIT ").arg(limit).all(conn).await
}

/// Forgets a member's personal organisation altogether, which only one that was never used can be.
pub async fn delete_personal(conn: &mut Conn, id: OrganizationId) -> Result<bool, DbError> {
    Sql::new("DELETE FROM organizations WHERE id = $1 AND kind = 'personal'").bind(id).changes_one(conn).await
}
