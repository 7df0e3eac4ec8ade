//! Projects 「프로젝트」.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::projects::ProjectState;
use madang_model::{DepartmentId, MemberId, OrderId, OrganizationId, ProjectId, Timestamp};

record! {
    /// A project as stored.
    #[derive(Debug, Clone)]
    pub struct ProjectRow {
        /// The id.
        pub id: ProjectId,
        /// Whose it is.
        pub organization_id: OrganizationId,
        /// The department that looks after it.
        pub department_id: Option<DepartmentId>,
        /// 「프로젝트명」
        pub name: String,
        /// The name as compared and searched; another's once it is deleted.
        pub name_key: String,
        /// 「내용」
        pub description: String,
        /// How it stands.
        pub state: ProjectState,
        /// Since when.
        pub state_since: Timestamp,
        /// The order that it came from.
        pub order_id: Option<OrderId>,
        /// Who applied for it.
        pub created_by: MemberId,
        /// When it was made.
        pub created_at: Timestamp,
    }
}

macro_rules! project_columns {
    () => {
        "id, organization_id, department_id, name, name_key, description, state, state_since, order_id, created_by, created_at"
    };
}

/// A project to be made.
#[derive(Debug, Clone, Copy)]
pub struct NewProject<'a> {
    /// The id.
    pub id: ProjectId,
    /// Whose it is.
    pub organization_id: OrganizationId,
    /// The department that looks after it.
    pub department_id: Option<DepartmentId>,
    /// The name and its key.
    pub name: (&'a str, &'a str),
    /// What it is for.
    pub description: &'a str,
    /// The order that it comes from.
    pub order_id: Option<OrderId>,
    /// Who applied for it.
    pub created_by: MemberId,
}

/// Which projects to list.
#[derive(Debug, Default, Clone)]
pub struct ProjectFilter {
    /// Only this organisation's.
    pub organization_id: Option<OrganizationId>,
    /// Only those of these departments, and those that the member is in; `None` narrows nothing.
    pub seen: Option<Seen>,
    /// Only in this state; without one, all but those deleted.
    pub state: Option<ProjectState>,
}

/// What a member sees of an organisation's projects.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Who looks: the projects that they are in.
    pub member_id: MemberId,
    /// The departments whose projects they see.
    pub departments: Vec<DepartmentId>,
}

/// Adds a project in use.
pub async fn insert(conn: &mut Conn, new: NewProject<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO projects (id, organization_id, department_id, name, name_key, description, state, state_since, order_id, created_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, 'active', $7, $8, $9, $7)",
    )
    .bind(new.id)
    .bind(new.organization_id)
    .bind(new.department_id)
    .bind(new.name.0)
    .bind(new.name.1)
    .bind(new.description)
    .bind(now)
    .bind(new.order_id)
    .bind(new.created_by)
    .execute(conn)
    .await?;
    Ok(())
}

/// The project with this id.
pub async fn find(conn: &mut Conn, id: ProjectId) -> Result<Option<ProjectRow>, DbError> {
    Sql::new(concat!("SELECT ", project_columns!(), " FROM projects WHERE id = $1"))
        .bind(id)
        .optional(conn)
        .await
}

/// The project that has this name in the organisation, archived ones included.
pub async fn named(
    conn: &mut Conn,
    organization_id: OrganizationId,
    name_key: &str,
) -> Result<Option<ProjectRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        project_columns!(),
        " FROM projects WHERE organization_id = $1 AND name_key = $2"
    ))
    .bind(organization_id)
    .bind(name_key)
    .optional(conn)
    .await
}

/// Holds the project's row until the work ends, so that works that change it go one after the other; false
/// where it is not in use.
pub async fn lock_active(conn: &mut Conn, id: ProjectId) -> Result<bool, DbError> {
    Sql::new("UPDATE projects SET state = state WHERE id = $1 AND state = 'active'")
        .bind(id)
        .changes_one(conn)
        .await
}

/// Calls a project in use anew and says what it is for; false where it is not in use. The name must be free.
pub async fn update(
    conn: &mut Conn,
    id: ProjectId,
    name: (&str, &str),
    description: &str,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE projects SET name = $1, name_key = $2, description = $3 WHERE id = $4 AND state = 'active'",
    )
    .bind(name.0)
    .bind(name.1)
    .bind(description)
    .bind(id)
    .changes_one(conn)
    .await
}

/// Moves a project from one state to another; false where it is not in the first.
pub async fn set_state(
    conn: &mut Conn,
    id: ProjectId,
    from: ProjectState,
    to: ProjectState,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new("UPDATE projects SET state = $1, state_since = $2 WHERE id = $3 AND state = $4")
        .bind(to.as_str())
        .bind(now)
        .bind(id)
        .bind(from.as_str())
        .changes_one(conn)
        .await
}

/// Deletes a project that is not deleted yet: its name is free again. False where it is.
pub async fn delete(conn: &mut Conn, id: ProjectId, now: Timestamp) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE projects SET state = 'deleted', state_since = $1, name_key = $2 WHERE id = $3 AND state <> 'deleted'",
    )
    .bind(now)
    .bind(format!("~{id}"))
    .bind(id)
    .changes_one(conn)
    .await
}

/// Projects, newest first, older than `before`, at most `limit`.
pub async fn list(
    conn: &mut Conn,
    filter: &ProjectFilter,
    before: Option<ProjectId>,
    limit: i64,
) -> Result<Vec<ProjectRow>, DbError> {
    let mut sql = filtered(filter);
    if let Some(before) = before {
        sql = sql.text(" AND id < ").arg(before);
    }
    sql.text(" ORDER BY id DESC LIMIT ").arg(limit).all(conn).await
}

/// Projects whose name begins with `key`, in the order of their names and ids, after `after`; at most `limit`.
pub async fn beginning(
    conn: &mut Conn,
    filter: &ProjectFilter,
    key: &str,
    after: Option<(&str, ProjectId)>,
    limit: i64,
) -> Result<Vec<ProjectRow>, DbError> {
    let mut sql = filtered(filter);
    sql = match after {
        None => sql.text(" AND name_key >= ").arg(key),
        Some((key, id)) => sql.text(" AND (name_key, id) > (").arg(key).text(", ").arg(id).text(")"),
    };
    sql = sql.text(" AND name_key < ").arg(format!("{key}{}", char::MAX));
    sql.text(" ORDER BY name_key, id LIMIT ").arg(limit).all(conn).await
}

/// A statement up to what all of a filter says.
fn filtered(filter: &ProjectFilter) -> Sql {
    let mut sql = Sql::new(concat!("SELECT ", project_columns!(), " FROM projects WHERE "));
    sql = match filter.state {
        Some(state) => sql.text("state = ").arg(state.as_str()),
        None => sql.text("state <> 'deleted'"),
    };
    if let Some(organization_id) = filter.organization_id {
        sql = sql.text(" AND organization_id = ").arg(organization_id);
    }
    if let Some(Seen { member_id, departments }) = &filter.seen {
        sql.push(" AND (id IN (SELECT project_id FROM project_members WHERE member_id = ");
        sql.push_arg(*member_id);
        sql.push(")");
        for (at, department) in departments.iter().enumerate() {
            sql.push(if at == 0 { " OR department_id IN (" } else { ", " });
            sql.push_arg(*department);
        }
        sql.push(if departments.is_empty() { ")" } else { "))" });
    }
    sql
}

record! {
    /// A department below another.
    #[derive(Debug, Clone)]
    struct BelowRow {
        /// The id.
        pub id: DepartmentId,
        /// The department above; empty for none.
        pub parent_key: String,
    }
}

/// A department and all below it.
pub async fn departments_below(
    conn: &mut Conn,
    organization_id: OrganizationId,
    top: DepartmentId,
) -> Result<Vec<DepartmentId>, DbError> {
    let rows: Vec<BelowRow> =
        Sql::new("SELECT id, parent_key FROM departments WHERE organization_id = $1 ORDER BY id")
            .bind(organization_id)
            .all(conn)
            .await?;
    let mut found = vec![top];
    let mut at = 0;
    while let Some(above) = found.get(at).map(ToString::to_string) {
        found.extend(rows.iter().filter(|row| row.parent_key == above).map(|row| row.id));
        at += 1;
        if at > rows.len() {
            break;
        }
    }
    Ok(found)
}

record! {
    /// What is shown of an organisation beside its projects.
    #[derive(Debug, Clone)]
    pub struct OrganizationNameRow {
        /// Its name.
        pub name: String,
    }
}

/// The organisation's name, closed ones included.
pub async fn organization(
    conn: &mut Conn,
    id: OrganizationId,
) -> Result<Option<OrganizationNameRow>, DbError> {
    Sql::new("SELECT name FROM organizations WHERE id = $1").bind(id).optional(conn).await
}

/// The department's name.
pub async fn department(conn: &mut Conn, id: DepartmentId) -> Result<Option<OrganizationNameRow>, DbError> {
    Sql::new("SELECT name FROM departments WHERE id = $1").bind(id).optional(conn).await
}

record! {
    /// An order that is still under way.
    #[derive(Debug, Clone)]
    pub struct OpenOrderRow {
        /// The id.
        pub id: OrderId,
        /// What people call it by.
        pub number: String,
        /// What it is called in lists.
        pub title: String,
    }
}

/// The orders about the project that have not ended, oldest first, at most `limit`.
pub async fn open_orders(conn: &mut Conn, id: ProjectId, limit: i64) -> Result<Vec<OpenOrderRow>, DbError> {
    Sql::new(
        "SELECT id, number, title FROM orders WHERE project_id = $1 \
         AND state NOT IN ('draft', 'done', 'rejected', 'cancelled') ORDER BY id LIMIT $2",
    )
    .bind(id)
    .bind(limit)
    .all(conn)
    .await
}
