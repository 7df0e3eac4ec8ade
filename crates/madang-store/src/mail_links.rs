//! Single-use links sent by mail.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{MailLinkId, Timestamp};

record! {
    /// A link as stored.
    pub struct MailLinkRow {
        /// The id.
        pub id: MailLinkId,
        /// Who it is for.
        pub subject: String,
        /// What else it carries, sealed.
        pub sealed: Option<String>,
        /// When it ends.
        pub expires_at: Timestamp,
        /// When it was used.
        pub used_at: Option<Timestamp>,
    }
}

/// A link to be added.
pub struct NewMailLink<'a> {
    /// The id.
    pub id: MailLinkId,
    /// What following it does.
    pub purpose: &'a str,
    /// Who it is for.
    pub subject: &'a str,
    /// SHA-256 of its token.
    pub token_hash: &'a str,
    /// What else it carries, sealed.
    pub sealed: Option<&'a str>,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Adds a link.
pub async fn insert(conn: &mut Conn, new: NewMailLink<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new("INSERT INTO mail_links (id, purpose, subject, token_hash, sealed, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(new.id)
        .bind(new.purpose)
        .bind(new.subject)
        .bind(new.token_hash)
        .bind(new.sealed)
        .bind(now)
        .bind(new.expires_at)
        .execute(conn)
        .await?;
    Ok(())
}

/// The link of this purpose whose token hashes to this, used and over ones included.
pub async fn find(conn: &mut Conn, purpose: &str, token_hash: &str) -> Result<Option<MailLinkRow>, DbError> {
    Sql::new("SELECT id, subject, sealed, expires_at, used_at FROM mail_links WHERE token_hash = $1 AND purpose = $2")
        .bind(token_hash)
        .bind(purpose)
        .optional(conn)
        .await
}

/// The newest link of this purpose and subject that still works.
pub async fn newest_valid(
    conn: &mut Conn,
    purpose: &str,
    subject: &str,
    now: Timestamp,
) -> Result<Option<MailLinkRow>, DbError> {
    Sql::new(
        "SELECT id, subject, sealed, expires_at, used_at FROM mail_links \
         WHERE purpose = $1 AND subject = $2 AND used_at IS NULL AND expires_at > $3 ORDER BY id DESC LIMIT 1",
    )
    .bind(purpose)
    .bind(subject)
    .bind(now)
    .optional(conn)
    .await
}

/// Uses a link; false where another request did already or its time is over.
pub async fn use_up(conn: &mut Conn, id: MailLinkId, now: Timestamp) -> Result<bool, DbError> {
    Sql::new("UPDATE mail_links SET used_at = $1 WHERE id = $2 AND used_at IS NULL AND expires_at > $1")
        .bind(now)
        .bind(id)
        .changes_one(conn)
        .await
}

/// Ends every link of this purpose and subject.
pub async fn void(conn: &mut Conn, purpose: &str, subject: &str, now: Timestamp) -> Result<(), DbError> {
    Sql::new("UPDATE mail_links SET used_at = $1 WHERE purpose = $2 AND subject = $3 AND used_at IS NULL")
        .bind(now)
        .bind(purpose)
        .bind(subject)
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets at most `limit` links that ended before `before`; how many.
pub async fn purge(conn: &mut Conn, before: Timestamp, limit: i64) -> Result<u64, DbError> {
    Sql::new("DELETE FROM mail_links WHERE id IN (SELECT id FROM mail_links WHERE expires_at <= $1 LIMIT $2)")
        .bind(before)
        .bind(limit)
        .execute(conn)
        .await
}

/// Forgets every link of this purpose and subject.
pub async fn delete_all(conn: &mut Conn, purpose: &str, subject: &str) -> Result<u64, DbError> {
    Sql::new("DELETE FROM mail_links WHERE purpose = $1 AND subject = $2")
        .bind(purpose)
        .bind(subject)
        .execute(conn)
        .await
}
