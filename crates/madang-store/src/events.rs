//! What happened to organisations, as webhooks are told.

use madang_db::{Conn, DbError, Sql};
use madang_model::{EventId, OrganizationId, Timestamp};

/// An event to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewEvent<'a> {
    /// Its id.
    pub id: EventId,
    /// Whose.
    pub organization_id: OrganizationId,
    /// What happened: `order.submit`.
    pub kind: &'a str,
    /// To what: an id.
    pub subject_id: &'a str,
    /// More, as JSON.
    pub payload: &'a str,
}

/// Keeps an event.
pub async fn insert(conn: &mut Conn, event: NewEvent<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO events (id, organization_id, kind, subject_id, payload, at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(event.id)
    .bind(event.organization_id)
    .bind(event.kind)
    .bind(event.subject_id)
    .bind(event.payload)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets at most `limit` events from before `before` that no delivery hangs on; how many.
pub async fn purge(conn: &mut Conn, before: EventId, limit: i64) -> Result<u64, DbError> {
    Sql::new(
        "DELETE FROM events WHERE id IN (SELECT e.id FROM events e WHERE e.id < $1 \
         AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = e.id) ORDER BY e.id LIMIT $2)",
    )
    .bind(before)
    .bind(limit)
    .execute(conn)
    .await
}
