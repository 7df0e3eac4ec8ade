//! Webhooks 「웹훅」 of organisations.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{OrganizationId, Timestamp, WebhookId};

record! {
    /// A webhook as stored.
    #[derive(Debug, Clone)]
    pub struct WebhookRow {
        /// The id.
        pub id: WebhookId,
        /// Whose.
        pub organization_id: OrganizationId,
        /// What its owners call it.
        pub name: String,
        /// Where events are sent to.
        pub address: String,
        /// The secret that signs, sealed.
        pub sealed: String,
        /// The secret before it, sealed.
        pub sealed_before: Option<String>,
        /// Until when the secret before it signs too.
        pub before_until: Option<Timestamp>,
        /// Kinds of events with blanks between them.
        pub kinds: String,
        /// `active`, `paused` or `removed`.
        pub state: String,
        /// Why it is paused: `owner`, `failing` or `gone`.
        pub paused_for: Option<String>,
        /// Since when it is in its state.
        pub state_since: Timestamp,
        /// How many deliveries in a row failed.
        pub failures: i64,
        /// Who made it, as in the audit log.
        pub created_by: String,
        /// When it was made.
        pub created_at: Timestamp,
    }
}

macro_rules! webhook_columns {
    () => {
        "id, organization_id, name, address, sealed, sealed_before, before_until, kinds, state, paused_for, state_since, \
         failures, created_by, created_at"
    };
}

/// A webhook to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewWebhook<'a> {
    /// Its id.
    pub id: WebhookId,
    /// Whose.
    pub organization_id: OrganizationId,
    /// What its owners call it.
    pub name: &'a str,
    /// Where events are sent to.
    pub address: &'a str,
    /// The secret that signs, sealed.
    pub sealed: &'a str,
    /// Kinds of events with blanks between them.
    pub kinds: &'a str,
    /// Who makes it, as in the audit log.
    pub created_by: &'a str,
}

/// Keeps a webhook, active.
pub async fn insert(conn: &mut Conn, new: NewWebhook<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO webhooks (id, organization_id, name, address, sealed, kinds, state, state_since, failures, created_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, 'active', $7, 0, $8, $7)",
    )
    .bind(new.id)
    .bind(new.organization_id)
    .bind(new.name)
    .bind(new.address)
    .bind(new.sealed)
    .bind(new.kinds)
    .bind(now)
    .bind(new.created_by)
    .execute(conn)
    .await?;
    Ok(())
}

/// The webhook with this id, unless it was removed.
pub async fn find(conn: &mut Conn, id: WebhookId) -> Result<Option<WebhookRow>, DbError> {
    Sql::new(concat!("SELECT ", webhook_columns!(), " FROM webhooks WHERE id = $1 AND state <> 'removed'"))
        .bind(id)
        .optional(conn)
        .await
}

/// An organisation's webhooks, oldest first, at most `limit`.
pub async fn list(
    conn: &mut Conn,
    organization_id: OrganizationId,
    limit: i64,
) -> Result<Vec<WebhookRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        webhook_columns!(),
        " FROM webhooks WHERE organization_id = $1 AND state <> 'removed' ORDER BY id LIMIT $2"
    ))
    .bind(organization_id)
    .bind(limit)
    .all(conn)
    .await
}

record! {
    /// A webhook as far as it takes to know whether an event is for it.
    #[derive(Debug, Clone)]
    pub struct ListenerRow {
        /// The webhook.
        pub id: WebhookId,
        /// Kinds of events with blanks between them.
        pub kinds: String,
    }
}

/// The organisation's webhooks that are told of what happens.
pub async fn listeners(
    conn: &mut Conn,
    organization_id: OrganizationId,
) -> Result<Vec<ListenerRow>, DbError> {
    Sql::new("SELECT id, kinds FROM webhooks WHERE organization_id = $1 AND state = 'active' ORDER BY id LIMIT 1000")
        .bind(organization_id)
        .all(conn)
        .await
}

/// Changes name, address and kinds; false where it was removed.
pub async fn update(
    conn: &mut Conn,
    id: WebhookId,
    name: &str,
    address: &str,
    kinds: &str,
) -> Result<bool, DbError> {
    Sql::new("UPDATE webhooks SET name = $1, address = $2, kinds = $3 WHERE id = $4 AND state <> 'removed'")
        .bind(name)
        .bind(address)
        .bind(kinds)
        .bind(id)
        .changes_one(conn)
        .await
}

/// Pauses an active webhook; false where it is not active.
pub async fn pause(conn: &mut Conn, id: WebhookId, why: &str, now: Timestamp) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE webhooks SET state = 'paused', paused_for = $1, state_since = $2 WHERE id = $3 AND state = 'active'",
    )
    .bind(why)
    .bind(now)
    .bind(id)
    .changes_one(conn)
    .await
}

/// Makes a paused webhook active, with its failures forgotten; false where it is not paused.
pub async fn resume(conn: &mut Conn, id: WebhookId, now: Timestamp) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE webhooks SET state = 'active', paused_for = NULL, failures = 0, state_since = $1 WHERE id = $2 AND state = 'paused'",
    )
    .bind(now)
    .bind(id)
    .changes_one(conn)
    .await
}

/// Removes a webhook for good, its secrets with it; false where that was done.
pub async fn remove(conn: &mut Conn, id: WebhookId, now: Timestamp) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE webhooks SET state = 'removed', sealed = '', sealed_before = NULL, before_until = NULL, state_since = $1 \
         WHERE id = $2 AND state <> 'removed'",
    )
    .bind(now)
    .bind(id)
    .changes_one(conn)
    .await
}

/// Replaces the secret `old`; it signs too until `until`. False where another request was first.
pub async fn rotate(
    conn: &mut Conn,
    id: WebhookId,
    old: &str,
    sealed: &str,
    until: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE webhooks SET sealed = $1, sealed_before = $2, before_until = $3 WHERE id = $4 AND sealed = $2 AND state <> 'removed'",
    )
    .bind(sealed)
    .bind(old)
    .bind(until)
    .bind(id)
    .changes_one(conn)
    .await
}

/// Notes that a delivery arrived.
pub async fn arrived(conn: &mut Conn, id: WebhookId) -> Result<(), DbError> {
    Sql::new("UPDATE webhooks SET failures = 0 WHERE id = $1 AND failures > 0")
        .bind(id)
        .execute(conn)
        .await?;
    Ok(())
}

/// Notes that a delivery failed; false where that were fewer than `most` in a row, or the webhook is not active.
pub async fn failed(conn: &mut Conn, id: WebhookId, most: i64) -> Result<bool, DbError> {
    Sql::new("UPDATE webhooks SET failures = failures + 1 WHERE id = $1").bind(id).execute(conn).await?;
    let over =
        Sql::new("SELECT COUNT(*) FROM webhooks WHERE id = $1 AND failures >= $2 AND state = 'active'")
            .bind(id)
            .bind(most)
            .number(conn)
            .await?;
    Ok(over > 0)
}
