//! People who can be asked to decide: heads, those whom an organisation's applicants may pick, the provider's staff.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{DepartmentId, MemberId, OrganizationId};

record! {
    /// A person by name.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PersonRow {
        /// The member.
        pub id: MemberId,
        /// The ID.
        pub login_id: String,
        /// The name.
        pub name: String,
        /// The name as it is searched.
        pub name_key: String,
        /// The department's name.
        pub department: Option<String>,
    }
}

record! {
    /// A member.
    #[derive(Debug, Clone)]
    struct IdRow {
        /// The member.
        pub id: MemberId,
    }
}

record! {
    /// A department.
    #[derive(Debug, Clone)]
    struct DepartmentRow {
        /// The department.
        pub id: DepartmentId,
    }
}

/// The most heads of a department, or staff, that are told of one order.
const MOST: i64 = 100;

/// The active heads of a department itself.
pub async fn heads(conn: &mut Conn, department_id: DepartmentId) -> Result<Vec<MemberId>, DbError> {
    let rows: Vec<IdRow> = Sql::new(
        "SELECT m.id FROM memberships s JOIN members m ON m.id = s.member_id \
         WHERE s.department_id = $1 AND s.head = 1 AND s.state = 'active' AND m.state = 'active' \
         ORDER BY m.id LIMIT $2",
    )
    .bind(department_id)
    .bind(MOST)
    .all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// The provider's active operators and approvals staff.
pub async fn staff(conn: &mut Conn) -> Result<Vec<MemberId>, DbError> {
    let rows: Vec<IdRow> = Sql::new(
        "SELECT id FROM members WHERE staff IN ('operator', 'approvals') AND state = 'active' ORDER BY id LIMIT $1",
    )
    .bind(MOST)
    .all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// The departments that a member heads, in all organisations.
pub async fn headed(conn: &mut Conn, member_id: MemberId) -> Result<Vec<DepartmentId>, DbError> {
    let rows: Vec<DepartmentRow> = Sql::new(
        "SELECT s.department_id AS id FROM memberships s \
         WHERE s.member_id = $1 AND s.head = 1 AND s.state = 'active' AND s.department_id IS NOT NULL \
         ORDER BY s.id LIMIT $2",
    )
    .bind(member_id)
    .bind(MOST)
    .all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// The departments right below one that have no head of their own.
pub async fn headless_below(
    conn: &mut Conn,
    department_id: DepartmentId,
) -> Result<Vec<DepartmentId>, DbError> {
    let rows: Vec<DepartmentRow> = Sql::new(
        "SELECT d.id FROM departments d \
         WHERE d.organization_id = (SELECT organization_id FROM departments WHERE id = $1) AND d.parent_key = $1 \
         AND NOT EXISTS (SELECT 1 FROM memberships s JOIN members m ON m.id = s.member_id \
         WHERE s.department_id = d.id AND s.head = 1 AND s.state = 'active' AND m.state = 'active') \
         ORDER BY d.id LIMIT $2",
    )
    .bind(department_id)
    .bind(MOST)
    .all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// A person by name, with the department that they are in in this organisation.
pub async fn person(
    conn: &mut Conn,
    organization_id: OrganizationId,
    id: MemberId,
) -> Result<Option<PersonRow>, DbError> {
    Sql::new(
        "SELECT m.id, m.login_id, m.name, m.name_key, d.name AS department FROM members m \
         LEFT JOIN memberships s ON s.organization_id = $1 AND s.member_id = m.id \
         LEFT JOIN departments d ON d.id = s.department_id WHERE m.id = $2",
    )
    .bind(organization_id)
    .bind(id)
    .optional(conn)
    .await
}

/// Like [`person`], for somebody who belongs to the organisation now.
pub async fn colleague(
    conn: &mut Conn,
    organization_id: OrganizationId,
    id: MemberId,
) -> Result<Option<PersonRow>, DbError> {
    Sql::new(
        "SELECT m.id, m.login_id, m.name, m.name_key, d.name AS department FROM memberships s \
         JOIN members m ON m.id = s.member_id LEFT JOIN departments d ON d.id = s.department_id \
         WHERE s.organization_id = $1 AND s.member_id = $2 AND s.state = 'active'",
    )
    .bind(organization_id)
    .bind(id)
    .optional(conn)
    .await
}

record! {
    /// A department's name.
    #[derive(Debug, Clone)]
    struct NameRow {
        /// The name.
        pub name: String,
    }
}

/// What a department is called.
pub async fn department_name(conn: &mut Conn, id: DepartmentId) -> Result<Option<String>, DbError> {
    let row: Option<NameRow> =
        Sql::new("SELECT name FROM departments WHERE id = $1").bind(id).optional(conn).await?;
    Ok(row.map(|row| row.name))
}

/// Whether an organisation is one person's own.
pub async fn is_personal(conn: &mut Conn, id: OrganizationId) -> Result<bool, DbError> {
    let sql = Sql::new("SELECT COUNT(*) FROM organizations WHERE id = $1 AND kind = 'personal'");
    Ok(sql.bind(id).number(conn).await? > 0)
}

/// Whether an applicant of the organisation may pick this member: one of its owners and approvers, or a head of
/// a department of `line`.
pub async fn may_be_picked(
    conn: &mut Conn,
    organization_id: OrganizationId,
    line: &[DepartmentId],
    id: MemberId,
) -> Result<bool, DbError> {
    let picked = picked_from(
        Sql::new("SELECT COUNT(*) FROM memberships s JOIN members m ON m.id = s.member_id "),
        organization_id,
        line,
    );
    Ok(picked.text(" AND s.member_id = ").arg(id).number(conn).await? > 0)
}

/// What is looked for among those who may be picked.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The beginning of a name, as it is searched; empty for all.
    pub name: &'a str,
    /// The beginning of an ID, in small letters; empty for all.
    pub login_id: &'a str,
    /// Not this one.
    pub except: Option<MemberId>,
    /// Behind the person with this name and id.
    pub after: Option<(&'a str, MemberId)>,
}

/// Those whom an applicant of the organisation may pick, in the order of their names, at most `limit`.
pub async fn search(
    conn: &mut Conn,
    organization_id: OrganizationId,
    line: &[DepartmentId],
    wanted: Wanted<'_>,
    limit: i64,
) -> Result<Vec<PersonRow>, DbError> {
    let mut sql = picked_from(
        Sql::new(
            "SELECT m.id, m.login_id, m.name, m.name_key, d.name AS department FROM memberships s \
             JOIN members m ON m.id = s.member_id LEFT JOIN departments d ON d.id = s.department_id ",
        ),
        organization_id,
        line,
    );
    sql = sql
        .text(" AND ((m.name_key >= ")
        .arg(wanted.name)
        .text(" AND m.name_key < ")
        .arg(end_of(wanted.name))
        .text(") OR (m.login_key >= ")
        .arg(wanted.login_id)
        .text(" AND m.login_key < ")
        .arg(end_of(wanted.login_id))
        .text("))");
    if let Some(except) = wanted.except {
        sql = sql.text(" AND m.id <> ").arg(except);
    }
    if let Some((key, id)) = wanted.after {
        sql = sql.text(" AND (m.name_key, m.id) > (").arg(key).text(", ").arg(id).text(")");
    }
    sql.text(" ORDER BY m.name_key, m.id LIMIT ").arg(limit).all(conn).await
}

fn picked_from(sql: Sql, organization_id: OrganizationId, line: &[DepartmentId]) -> Sql {
    let mut sql = sql.text("WHERE s.organization_id = ").arg(organization_id).text(
        " AND s.state = 'active' AND m.state = 'active' AND (EXISTS (SELECT 1 FROM membership_roles r \
             WHERE r.membership_id = s.id AND r.role IN ('approver', 'owner'))",
    );
    if !line.is_empty() {
        sql = sql.text(" OR (s.head = 1 AND s.department_id IN (");
        for (at, id) in line.iter().enumerate() {
            if at > 0 {
                sql.push(", ");
            }
            sql.push_arg(*id);
        }
        sql.push("))");
    }
    sql.text(")")
}

/// A text behind every one that begins with `text`: keys are compared byte by byte, and no character is greater.
fn end_of(text: &str) -> String {
    format!("{text}{}", char::MAX)
}
