//! Approval policies 「결재 정책」, every version of them.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{OrganizationId, PolicyId, Timestamp};

record! {
    /// A version of a policy as stored.
    #[derive(Debug, Clone)]
    pub struct PolicyRow {
        /// The id.
        pub id: PolicyId,
        /// For which kind of order; * for any.
        pub kind: String,
        /// For which organisation; * for any.
        pub organization: String,
        /// From this monthly amount on, in won.
        pub min_amount: i64,
        /// The version.
        pub version: i64,
        /// 1 for the version in force.
        pub current: i64,
        /// What it says, as JSON.
        pub content: String,
        /// What was written about it.
        pub note: String,
        /// Who wrote it, as in the audit log.
        pub created_by: String,
        /// When.
        pub created_at: Timestamp,
    }
}

macro_rules! policy_columns {
    () => {
        "id, kind, organization, min_amount, version, current, content, note, created_by, created_at"
    };
}

/// A policy by its id, in force or not.
pub async fn find(conn: &mut Conn, id: PolicyId) -> Result<Option<PolicyRow>, DbError> {
    Sql::new(concat!("SELECT ", policy_columns!(), " FROM approval_policies WHERE id = $1"))
        .bind(id)
        .optional(conn)
        .await
}

/// The policy in force of this very kind and organisation, whichever begins highest at or below the amount.
pub async fn in_force(
    conn: &mut Conn,
    kind: &str,
    organization: &str,
    amount: i64,
) -> Result<Option<PolicyRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        policy_columns!(),
        " FROM approval_policies WHERE kind = $1 AND organization = $2 AND min_amount <= $3 AND current = 1 \
         ORDER BY min_amount DESC LIMIT 1"
    ))
    .bind(kind)
    .bind(organization)
    .bind(amount)
    .optional(conn)
    .await
}

/// The policy that applies: an organisation's own before everybody's, a kind's own before any kind's (where those for
/// any kind hold for it, too), the highest amount.
pub async fn applicable(
    conn: &mut Conn,
    kind: &str,
    organization_id: OrganizationId,
    amount: i64,
    any: bool,
) -> Result<Option<PolicyRow>, DbError> {
    let own = organization_id.to_string();
    let places = [(kind, own.as_str()), ("*", own.as_str()), (kind, "*"), ("*", "*")];
    for (kind, organization) in places.into_iter().filter(|(kind, _)| any || *kind != "*") {
        if let Some(row) = in_force(conn, kind, organization, amount).await? {
            return Ok(Some(row));
        }
    }
    Ok(None)
}

/// The policies in force, in the order of kind, organisation and amount, after the one at `after`.
pub async fn list(
    conn: &mut Conn,
    after: Option<(&str, &str, i64)>,
    limit: i64,
) -> Result<Vec<PolicyRow>, DbError> {
    let mut sql =
        Sql::new(concat!("SELECT ", policy_columns!(), " FROM approval_policies WHERE current = 1"));
    if let Some((kind, organization, amount)) = after {
        sql = sql
            .text(" AND (kind, organization, min_amount) > (")
            .arg(kind)
            .text(", ")
            .arg(organization)
            .text(", ")
            .arg(amount)
            .text(")");
    }
    sql.text(" ORDER BY kind, organization, min_amount LIMIT ").arg(limit).all(conn).await
}

/// The versions for one kind, organisation and amount, newest first, below `before`.
pub async fn versions(
    conn: &mut Conn,
    place: (&str, &str, i64),
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<PolicyRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        policy_columns!(),
        " FROM approval_policies WHERE kind = $1 AND organization = $2 AND min_amount = $3 AND version < $4 \
         ORDER BY version DESC LIMIT $5"
    ))
    .bind(place.0)
    .bind(place.1)
    .bind(place.2)
    .bind(before.unwrap_or(i64::MAX))
    .bind(limit)
    .all(conn)
    .await
}

/// A version to be put in force.
#[derive(Debug, Clone, Copy)]
pub struct NewPolicy<'a> {
    /// Its id.
    pub id: PolicyId,
    /// Kind, organisation and amount.
    pub place: (&'a str, &'a str, i64),
    /// The version.
    pub version: i64,
    /// What it says, as JSON.
    pub content: &'a str,
    /// What was written about it.
    pub note: &'a str,
    /// Who wrote it.
    pub created_by: &'a str,
}

/// Puts a version in force.
pub async fn insert(conn: &mut Conn, new: NewPolicy<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO approval_policies (id, kind, organization, min_amount, version, current, content, note, created_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9)",
    )
    .bind(new.id)
    .bind(new.place.0)
    .bind(new.place.1)
    .bind(new.place.2)
    .bind(new.version)
    .bind(new.content)
    .bind(new.note)
    .bind(new.created_by)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes a version out of force; false where it is not in force.
pub async fn retire(conn: &mut Conn, id: PolicyId) -> Result<bool, DbError> {
    Sql::new("UPDATE approval_policies SET current = 0 WHERE id = $1 AND current = 1")
        .bind(id)
        .changes_one(conn)
        .await
}

record! {
    /// An organisation by name.
    #[derive(Debug, Clone)]
    pub struct OrganizationNameRow {
        /// The organisation.
        pub id: OrganizationId,
        /// What it is called.
        pub name: String,
    }
}

/// The organisation with this id or this code.
pub async fn organization(conn: &mut Conn, known_by: &str) -> Result<Option<OrganizationNameRow>, DbError> {
    let by_id: Option<OrganizationNameRow> =
        Sql::new("SELECT id, name FROM organizations WHERE id = $1").bind(known_by).optional(conn).await?;
    if by_id.is_some() {
        return Ok(by_id);
    }
    Sql::new("SELECT id, name FROM organizations WHERE code = $1").bind(known_by).optional(conn).await
}
