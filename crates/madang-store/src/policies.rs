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

/// The policy that applies: an organisation's own before everybody's, a kind's own before any kind's, the highest
/// amount.
pub async fn applicable(
    conn: &mut Conn,
    kind: &str,
    organization_id: OrganizationId,
    amount: i64,
) -> Result<Option<PolicyRow>, DbError> {
    let own = organization_id.to_string();
    for (kind, organization) in [(kind, own.as_str()), ("*", own.as_str()), (kind, "*"), ("*", "*")] {
        if let Some(row) = in_force(conn, kind, organization, amount).await? {
            return Ok(Some(row));
        }
    }
    Ok(None)
}
