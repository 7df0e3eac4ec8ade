//! What became of requests that may be sent twice.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::Timestamp;

record! {
    /// A request as it was seen first.
    pub struct RequestRow {
        /// What it asked for, hashed.
        pub fingerprint: String,
        /// `started`, `acted` or `finished`.
        pub state: String,
        /// The answer's status.
        pub status: Option<i64>,
        /// The answer's body, sealed.
        pub sealed: Option<String>,
        /// When it was started.
        pub created_at: Timestamp,
    }
}

/// Notes that a request is started, unless one with this token was seen already and is not forgotten; whether
/// it is this caller's to carry out. Of parallel callers one is told so.
pub async fn start(
    conn: &mut Conn,
    actor: &str,
    token: &str,
    fingerprint: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "INSERT INTO idempotency (actor, token, fingerprint, state, created_at, expires_at) VALUES ($1, $2, $3, 'started', $4, $5) \
         ON CONFLICT (actor, token) DO UPDATE SET fingerprint = $3, state = 'started', status = NULL, sealed = NULL, created_at = $4, expires_at = $5 \
         WHERE idempotency.expires_at <= $4",
    )
    .bind(actor)
    .bind(token)
    .bind(fingerprint)
    .bind(now)
    .bind(expires_at)
    .changes_one(conn)
    .await
}

/// The request with this token.
pub async fn find(conn: &mut Conn, actor: &str, token: &str) -> Result<Option<RequestRow>, DbError> {
    Sql::new("SELECT fingerprint, state, status, sealed, created_at FROM idempotency WHERE actor = $1 AND token = $2").bind(actor).bind(token).optional(conn).await
}

/// Takes over a request that was started at `started_at` and is not finished; false where another caller did.
pub async fn take_over(
    conn: &mut Conn,
    actor: &str,
    token: &str,
    started_at: Timestamp,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE idempotency SET created_at = $1, expires_at = $2 \
         WHERE actor = $3 AND token = $4 AND state = 'started' AND created_at = $5",
    )
    .bind(now)
    .bind(expires_at)
    .bind(actor)
    .bind(token)
    .bind(started_at)
    .changes_one(conn)
    .await
}

/// Notes that the request is carried out; false where it was taken over or forgotten meanwhile.
pub async fn act(conn: &mut Conn, actor: &str, token: &str, started_at: Timestamp) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE idempotency SET state = 'acted' \
         WHERE actor = $1 AND token = $2 AND state IN ('started', 'acted') AND created_at = $3",
    )
    .bind(actor)
    .bind(token)
    .bind(started_at)
    .changes_one(conn)
    .await
}

/// Keeps the answer; false where the request was taken over meanwhile.
pub async fn finish(
    conn: &mut Conn,
    actor: &str,
    token: &str,
    started_at: Timestamp,
    status: u32,
    sealed: &str,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE idempotency SET state = 'finished', status = $1, sealed = $2 \
         WHERE actor = $3 AND token = $4 AND state IN ('started', 'acted') AND created_at = $5",
    )
    .bind(status)
    .bind(sealed)
    .bind(actor)
    .bind(token)
    .bind(started_at)
    .changes_one(conn)
    .await
}

/// Forgets a request that did nothing, so that it can be sent again; false where it was taken over meanwhile.
pub async fn forget(
    conn: &mut Conn,
    actor: &str,
    token: &str,
    started_at: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "DELETE FROM idempotency WHERE actor = $1 AND token = $2 AND state IN ('started', 'acted') AND created_at = $3",
    )
    .bind(actor)
    .bind(token)
    .bind(started_at)
    .changes_one(conn)
    .await
}

/// Forgets at most `limit` requests that are over their time; how many.
pub async fn purge(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<u64, DbError> {
    Sql::new("DELETE FROM idempotency WHERE (actor, token) IN (SELECT actor, token FROM idempotency WHERE expires_at <= $1 LIMIT $2)")
        .bind(now)
        .bind(limit)
        .execute(conn)
        .await
}
