//! Departments 「부서」 of an organisation: a tree, each row naming the one above it.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{DepartmentId, OrganizationId, Timestamp};

record! {
    /// A department as stored.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct DepartmentRow {
        /// The id.
        pub id: DepartmentId,
        /// The organisation.
        pub organization_id: OrganizationId,
        /// The department above; empty for none.
        pub parent_key: String,
        /// 「부서명」
        pub name: String,
        /// Since when it is there.
        pub created_at: Timestamp,
    }
}

impl DepartmentRow {
    /// The department above.
    pub fn parent_id(&self) -> Option<DepartmentId> {
        self.parent_key.parse().ok()
    }
}

macro_rules! columns {
    () => {
        "id, organization_id, parent_key, name, created_at"
    };
}

/// What stands for the department above, where there may be none.
fn key_of(parent_id: Option<DepartmentId>) -> String {
    parent_id.map(|id| id.to_string()).unwrap_or_default()
}

/// Adds a department. Two of one name beside each other break
/// `departments_organization_id_parent_key_name_key_key`.
pub async fn insert(
    conn: &mut Conn,
    id: DepartmentId,
    organization_id: OrganizationId,
    parent_id: Option<DepartmentId>,
    name: (&str, &str),
    now: Timestamp,
) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO departments (id, organization_id, parent_key, name, name_key, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(organization_id)
    .bind(key_of(parent_id))
    .bind(name.0)
    .bind(name.1)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Every department of the organisation, in the order in which they were made.
pub async fn of(conn: &mut Conn, organization_id: OrganizationId) -> Result<Vec<DepartmentRow>, DbError> {
    Sql::new(concat!("SELECT ", columns!(), " FROM departments WHERE organization_id = $1 ORDER BY id"))
        .bind(organization_id)
        .all(conn)
        .await
}

/// The department of this id in the organisation.
pub async fn find(
    conn: &mut Conn,
    organization_id: OrganizationId,
    id: DepartmentId,
) -> Result<Option<DepartmentRow>, DbError> {
    Sql::new(concat!("SELECT ", columns!(), " FROM departments WHERE id = $1 AND organization_id = $2"))
        .bind(id)
        .bind(organization_id)
        .optional(conn)
        .await
}

/// Renames a department and puts it below another one, or right below the organisation.
pub async fn update(
    conn: &mut Conn,
    id: DepartmentId,
    parent_id: Option<DepartmentId>,
    name: (&str, &str),
) -> Result<bool, DbError> {
    Sql::new("UPDATE departments SET parent_key = $1, name = $2, name_key = $3 WHERE id = $4")
        .bind(key_of(parent_id))
        .bind(name.0)
        .bind(name.1)
        .bind(id)
        .changes_one(conn)
        .await
}

/// Removes a department; false where it is gone already.
pub async fn delete(conn: &mut Conn, id: DepartmentId) -> Result<bool, DbError> {
    Sql::new("DELETE FROM departments WHERE id = $1").bind(id).changes_one(conn).await
}
