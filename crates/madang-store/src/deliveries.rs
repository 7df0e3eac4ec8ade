//! Deliveries of events to webhooks.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{DeliveryId, EventId, OrganizationId, Timestamp, WebhookId};

record! {
    /// A delivery with the event that it delivers.
    #[derive(Debug, Clone)]
    pub struct DeliveryRow {
        /// The id.
        pub id: DeliveryId,
        /// To which webhook.
        pub webhook_id: WebhookId,
        /// Of which event.
        pub event_id: EventId,
        /// `queued`, `delivered` or `failed`.
        pub state: String,
        /// How often it was tried.
        pub attempts: i64,
        /// The last answer's HTTP status.
        pub status: Option<i64>,
        /// Why there was no answer, in one word.
        pub error: Option<String>,
        /// When it was put in.
        pub created_at: Timestamp,
        /// When it was last tried.
        pub tried_at: Option<Timestamp>,
        /// When it is tried next.
        pub next_at: Option<Timestamp>,
        /// When it arrived or was given up.
        pub ended_at: Option<Timestamp>,
        /// The event's organisation.
        pub organization_id: OrganizationId,
        /// What happened.
        pub kind: String,
        /// To what.
        pub subject_id: String,
        /// More, as JSON.
        pub payload: String,
        /// When it happened.
        pub at: Timestamp,
    }
}

macro_rules! select {
    () => {
        "SELECT d.id, d.webhook_id, d.event_id, d.state, d.attempts, d.status, d.error, d.created_at, d.tried_at, d.next_at, d.ended_at, \
         e.organization_id, e.kind, e.subject_id, e.payload, e.at FROM deliveries d JOIN events e ON e.id = d.event_id"
    };
}

/// Keeps a delivery, not tried yet.
pub async fn insert(
    conn: &mut Conn,
    id: DeliveryId,
    webhook_id: WebhookId,
    event_id: EventId,
    now: Timestamp,
) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO deliveries (id, webhook_id, event_id, state, attempts, created_at, next_at) VALUES ($1, $2, $3, 'queued', 0, $4, $4)",
    )
    .bind(id)
    .bind(webhook_id)
    .bind(event_id)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The delivery with this id.
pub async fn find(conn: &mut Conn, id: DeliveryId) -> Result<Option<DeliveryRow>, DbError> {
    Sql::new(concat!(select!(), " WHERE d.id = $1")).bind(id).optional(conn).await
}

/// A webhook's deliveries, newest first, older than `before`, at most `limit`; of one state where one is given.
pub async fn list(
    conn: &mut Conn,
    webhook_id: WebhookId,
    state: Option<&str>,
    before: Option<DeliveryId>,
    limit: i64,
) -> Result<Vec<DeliveryRow>, DbError> {
    let mut sql = Sql::new(concat!(select!(), " WHERE d.webhook_id = $1")).bind(webhook_id);
    if let Some(state) = state {
        sql = sql.text(" AND d.state = ").arg(state.to_owned());
    }
    if let Some(before) = before {
        sql = sql.text(" AND d.id < ").arg(before);
    }
    sql.text(" ORDER BY d.id DESC LIMIT ").arg(limit).all(conn).await
}

/// What a try brought.
#[derive(Debug, Clone, Copy)]
pub struct Tried<'a> {
    /// The state that the delivery is in from now on.
    pub state: &'a str,
    /// The answer's HTTP status.
    pub status: Option<i64>,
    /// Why there was none, in one word.
    pub error: Option<&'a str>,
    /// When it is tried next.
    pub next_at: Option<Timestamp>,
}

/// Notes what the try after `attempts` tries brought; false where another run of the same job did.
pub async fn tried(
    conn: &mut Conn,
    id: DeliveryId,
    attempts: i64,
    tried: Tried<'_>,
    now: Timestamp,
) -> Result<bool, DbError> {
    let ended = (tried.state != "queued").then_some(now);
    Sql::new(
        "UPDATE deliveries SET state = $1, attempts = attempts + 1, status = $2, error = $3, tried_at = $4, next_at = $5, ended_at = $6 \
         WHERE id = $7 AND state = 'queued' AND attempts = $8",
    )
    .bind(tried.state)
    .bind(tried.status)
    .bind(tried.error)
    .bind(now)
    .bind(tried.next_at)
    .bind(ended)
    .bind(id)
    .bind(attempts)
    .changes_one(conn)
    .await
}

/// Gives a delivery up that was not tried; false where it had ended.
pub async fn give_up(conn: &mut Conn, id: DeliveryId, error: &str, now: Timestamp) -> Result<bool, DbError> {
    Sql::new("UPDATE deliveries SET state = 'failed', error = $1, next_at = NULL, ended_at = $2 WHERE id = $3 AND state = 'queued'")
        .bind(error)
        .bind(now)
        .bind(id)
        .changes_one(conn)
        .await
}

/// Forgets at most `limit` deliveries from before `before` that ended; how many.
pub async fn purge(conn: &mut Conn, before: DeliveryId, limit: i64) -> Result<u64, DbError> {
    Sql::new(
        "DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries WHERE id < $1 AND ended_at IS NOT NULL ORDER BY id LIMIT $2)",
    )
    .bind(before)
    .bind(limit)
    .execute(conn)
    .await
}
