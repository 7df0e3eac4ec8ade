//! The outbox: every mail and SMS.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{MemberId, MessageId, Timestamp};

record! {
    /// A message as stored.
    #[derive(Clone)]
    pub struct MessageRow {
        /// The id.
        pub id: MessageId,
        /// `mail` or `sms`.
        pub channel: String,
        /// Which message it is, e.g. `verify-email`.
        pub kind: String,
        /// Whom it is for, where that is a member.
        pub member_id: Option<MemberId>,
        /// Recipient and text, sealed; gone once a real provider has taken it.
        pub sealed: Option<String>,
        /// `queued`, `sent` or `failed`.
        pub state: String,
        /// What the provider last said.
        pub error: Option<String>,
        /// When it was written.
        pub created_at: Timestamp,
        /// When the provider took it.
        pub sent_at: Option<Timestamp>,
    }
}

/// A message to be added.
pub struct NewMessage<'a> {
    /// The id.
    pub id: MessageId,
    /// `mail` or `sms`.
    pub channel: &'a str,
    /// Which message it is.
    pub kind: &'a str,
    /// Whom it is for, where that is a member.
    pub member_id: Option<MemberId>,
    /// Keyed hash of the recipient, to find it by.
    pub recipient_key: &'a str,
    /// Recipient and text, sealed.
    pub sealed: &'a str,
}

/// Adds a message.
pub async fn insert(conn: &mut Conn, new: NewMessage<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO messages (id, channel, kind, member_id, recipient_key, sealed, state, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7)",
    )
    .bind(new.id)
    .bind(new.channel)
    .bind(new.kind)
    .bind(new.member_id)
    .bind(new.recipient_key)
    .bind(new.sealed)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The message with this id.
pub async fn find(conn: &mut Conn, id: MessageId) -> Result<Option<MessageRow>, DbError> {
    Sql::new("SELECT id, channel, kind, member_id, sealed, state, error, created_at, sent_at FROM messages WHERE id = $1").bind(id).optional(conn).await
}

/// Which messages to list.
#[derive(Debug, Default, Clone, Copy)]
pub struct MessageFilter<'a> {
    /// Only messages in this state.
    pub state: Option<&'a str>,
    /// Only messages to this recipient, by keyed hash.
    pub recipient_key: Option<&'a str>,
    /// Only messages older than this one.
    pub before: Option<MessageId>,
}

/// Messages, newest first, at most `limit`.
pub async fn list(
    conn: &mut Conn,
    filter: MessageFilter<'_>,
    limit: i64,
) -> Result<Vec<MessageRow>, DbError> {
    // `~` is behind every id.
    let before = filter.before.map_or_else(|| "~".to_owned(), |id| id.to_string());
    let sql = Sql::new(
        "SELECT id, channel, kind, member_id, sealed, state, error, created_at, sent_at FROM messages WHERE ",
    );
    let sql = match (filter.recipient_key, filter.state) {
        (None, None) => sql.text("id < ").arg(before).text(" ORDER BY id DESC"),
        // In this form the index on states is the only one that fits: see `member_search.rs`.
        (None, Some(state)) => sql
            .text("state >= ")
            .arg(state)
            .text(" AND (state, id) < (")
            .arg(state)
            .text(", ")
            .arg(before)
            .text(") ORDER BY state DESC, id DESC"),
        (Some(key), None) => {
            sql.text("recipient_key = ").arg(key).text(" AND id < ").arg(before).text(" ORDER BY id DESC")
        }
        // One recipient has few messages: next to it, the state must not be what the index is chosen by.
        (Some(key), Some(state)) => {
            let sql = sql.text("recipient_key = ").arg(key).text(" AND state || '' = ").arg(state);
            sql.text(" AND id < ").arg(before).text(" ORDER BY id DESC")
        }
    };
    sql.text(" LIMIT ").arg(limit).all(conn).await
}

/// A provider took it. `keep` says whether its text stays readable in the outbox.
pub async fn sent(conn: &mut Conn, id: MessageId, keep: Keep, now: Timestamp) -> Result<bool, DbError> {
    let sql = match keep {
        Keep::Text => {
            "UPDATE messages SET state = 'sent', sent_at = $1, error = NULL WHERE id = $2 AND state <> 'sent'"
        }
        Keep::FactOnly => {
            "UPDATE messages SET state = 'sent', sent_at = $1, error = NULL, sealed = NULL WHERE id = $2 AND state <> 'sent'"
        }
    };
    Sql::new(sql).bind(now).bind(id).changes_one(conn).await
}

/// What stays of a message that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// All of it: the outbox is the provider.
    Text,
    /// That it was sent, of which kind and when.
    FactOnly,
}

/// A provider refused it for now, or for good.
pub async fn not_sent(conn: &mut Conn, id: MessageId, state: &str, error: &str) -> Result<bool, DbError> {
    Sql::new("UPDATE messages SET state = $1, error = $2 WHERE id = $3 AND state <> 'sent'")
        .bind(state)
        .bind(error)
        .bind(id)
        .changes_one(conn)
        .await
}

/// Forgets the text of at most `limit` messages written before `before`; how many.
pub async fn forget_texts(conn: &mut Conn, before: MessageId, limit: i64) -> Result<u64, DbError> {
    Sql::new("UPDATE messages SET sealed = NULL WHERE id IN (SELECT id FROM messages WHERE id < $1 AND sealed IS NOT NULL ORDER BY id LIMIT $2)")
        .bind(before)
        .bind(limit)
        .execute(conn)
        .await
}

/// Forgets the texts of every message to a member; how many.
pub async fn forget_texts_of(conn: &mut Conn, member_id: MemberId) -> Result<u64, DbError> {
    Sql::new("UPDATE messages SET sealed = NULL WHERE member_id = $1 AND sealed IS NOT NULL")
        .bind(member_id)
        .execute(conn)
        .await
}

/// Puts a message that failed and whose text is still kept back into the queue; false where it is not such a one.
pub async fn queue_again(conn: &mut Conn, id: MessageId) -> Result<bool, DbError> {
    Sql::new("UPDATE messages SET state = 'queued', error = NULL WHERE id = $1 AND state = 'failed' AND sealed IS NOT NULL").bind(id).changes_one(conn).await
}

/// Messages to a member, newest first, older than `before`, at most `limit`.
pub async fn of_member(
    conn: &mut Conn,
    member_id: MemberId,
    before: Option<MessageId>,
    limit: i64,
) -> Result<Vec<MessageRow>, DbError> {
    let mut sql =
        Sql::new("SELECT id, channel, kind, member_id, sealed, state, error, created_at, sent_at FROM messages WHERE member_id = ").arg(member_id);
    if let Some(before) = before {
        sql = sql.text(" AND id < ").arg(before);
    }
    sql.text(" ORDER BY id DESC LIMIT ").arg(limit).all(conn).await
}

/// Gives up the messages to a member that still wait, with their texts; how many.
pub async fn give_up_of(conn: &mut Conn, member_id: MemberId, error: &str) -> Result<u64, DbError> {
    Sql::new("UPDATE messages SET state = 'failed', error = $1, sealed = NULL WHERE member_id = $2 AND state || '' = 'queued'")
        .bind(error)
        .bind(member_id)
        .execute(conn)
        .await
}

/// Forgets the texts of messages to a recipient that were sent before there was a member; how many.
pub async fn forget_texts_to(conn: &mut Conn, recipient_key: &str) -> Result<u64, DbError> {
    Sql::new("UPDATE messages SET sealed = NULL WHERE recipient_key = $1 AND member_id IS NULL AND state <> 'queued' AND sealed IS NOT NULL")
        .bind(recipient_key)
        .execute(conn)
        .await
}
