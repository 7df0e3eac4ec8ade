//! What of a subscription is being given back.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::catalog::TeardownState;
use madang_model::{SubscriptionId, Timestamp};

record! {
    /// A step as stored.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct TeardownRow {
        /// What kind of thing it ends.
        pub kind: String,
        /// Which.
        pub resource_id: String,
        /// What that was called.
        pub name: String,
        /// How far it is.
        pub state: TeardownState,
        /// How often it was tried.
        pub attempts: i64,
        /// Why it could not be ended; empty where it could.
        pub cause: String,
        /// When it was asked for.
        pub asked_at: Timestamp,
        /// When it was done.
        pub ended_at: Option<Timestamp>,
    }
}

/// Asks for a step, or asks for it again.
pub async fn ask(
    conn: &mut Conn,
    id: SubscriptionId,
    (kind, resource_id): (&str, &str),
    name: &str,
    by: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO teardowns (subscription_id, kind, resource_id, name, state, attempts, cause, asked_by, asked_at) \
         VALUES ($1, $2, $3, $4, 'waiting', 0, '', $5, $6) ON CONFLICT (subscription_id, kind, resource_id) DO UPDATE \
         SET name = excluded.name, state = 'waiting', asked_by = excluded.asked_by, asked_at = excluded.asked_at, \
         ended_at = NULL",
    )
    .bind(id)
    .bind(kind)
    .bind(resource_id)
    .bind(name)
    .bind(by)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Every step of a subscription, the one asked for first at the front; at most `limit`.
pub async fn list(conn: &mut Conn, id: SubscriptionId, limit: i64) -> Result<Vec<TeardownRow>, DbError> {
    Sql::new(
        "SELECT kind, resource_id, name, state, attempts, cause, asked_at, ended_at FROM teardowns \
         WHERE subscription_id = $1 ORDER BY kind, resource_id LIMIT $2",
    )
    .bind(id)
    .bind(limit)
    .all(conn)
    .await
}

/// Notes what came of a step.
pub async fn note(
    conn: &mut Conn,
    id: SubscriptionId,
    (kind, resource_id): (&str, &str),
    state: TeardownState,
    cause: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    let ended_at = (state == TeardownState::Done).then_some(now);
    Sql::new(
        "UPDATE teardowns SET state = $1, cause = $2, ended_at = $3, attempts = attempts + 1 \
         WHERE subscription_id = $4 AND kind = $5 AND resource_id = $6",
    )
    .bind(state.as_str())
    .bind(cause)
    .bind(ended_at)
    .bind(id)
    .bind(kind)
    .bind(resource_id)
    .execute(conn)
    .await?;
    Ok(())
}
