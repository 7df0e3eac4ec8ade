//! Signed-in browsers and clients.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{MemberId, SessionId, Timestamp};

record! {
    /// A session as stored.
    #[derive(Clone)]
    pub struct SessionRow {
        /// The id.
        pub id: SessionId,
        /// Whose it is.
        pub member_id: MemberId,
        /// SHA-256 of the token in use.
        pub token_hash: String,
        /// When the token was last replaced.
        pub rotated_at: Timestamp,
        /// When the password was last given.
        pub authenticated_at: Timestamp,
        /// When the member signed in.
        pub created_at: Timestamp,
        /// When it was last used, to the minute.
        pub seen_at: Timestamp,
        /// When it ends at the latest.
        pub expires_at: Timestamp,
        /// The address of the last use.
        pub address: String,
        /// The client of the last use.
        pub client: String,
    }
}

/// A session to be added.
pub struct NewSession<'a> {
    /// The id.
    pub id: SessionId,
    /// Whose it is.
    pub member_id: MemberId,
    /// SHA-256 of its token.
    pub token_hash: &'a str,
    /// The address it began at.
    pub address: &'a str,
    /// The client it began with.
    pub client: &'a str,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
}

/// Adds a session.
pub async fn insert(conn: &mut Conn, new: NewSession<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO sessions (id, member_id, token_hash, rotated_at, authenticated_at, created_at, seen_at, expires_at, address, client) \
         VALUES ($1, $2, $3, $4, $4, $4, $4, $5, $6, $7)",
    )
    .bind(new.id)
    .bind(new.member_id)
    .bind(new.token_hash)
    .bind(now)
    .bind(new.expires_at)
    .bind(new.address)
    .bind(new.client)
    .execute(conn)
    .await?;
    Ok(())
}

/// The session whose token, or whose token until its rotation after `rotated_since`, hashes to this.
pub async fn find(
    conn: &mut Conn,
    token_hash: &str,
    now: Timestamp,
    idle_since: Timestamp,
    rotated_since: Timestamp,
) -> Result<Option<SessionRow>, DbError> {
    Sql::new(
        "SELECT id, member_id, token_hash, rotated_at, authenticated_at, created_at, seen_at, expires_at, address, client FROM sessions \
         WHERE (token_hash = $1 OR (previous_hash = $1 AND rotated_at > $2)) AND expires_at > $3 AND seen_at > $4",
    )
    .bind(token_hash)
    .bind(rotated_since)
    .bind(now)
    .bind(idle_since)
    .optional(conn)
    .await
}

/// Replaces a session's token, if it is still the one that was presented.
pub async fn rotate(
    conn: &mut Conn,
    id: SessionId,
    from_hash: &str,
    to_hash: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new("UPDATE sessions SET token_hash = $1, previous_hash = $2, rotated_at = $3 WHERE id = $4 AND token_hash = $2")
        .bind(to_hash)
        .bind(from_hash)
        .bind(now)
        .bind(id)
        .changes_one(conn)
        .await
}

/// Notes that a session was used, from where and with what.
pub async fn touch(
    conn: &mut Conn,
    id: SessionId,
    address: &str,
    client: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    Sql::new("UPDATE sessions SET seen_at = $1, address = $2, client = $3 WHERE id = $4")
        .bind(now)
        .bind(address)
        .bind(client)
        .bind(id)
        .execute(conn)
        .await?;
    Ok(())
}

/// Notes that the password was given again, and replaces the session's token; false where the session ended
/// meanwhile. The token before stops working: a stolen copy of it must not count as recent.
pub async fn authenticated(
    conn: &mut Conn,
    member_id: MemberId,
    id: SessionId,
    to_hash: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE sessions SET authenticated_at = $1, previous_hash = NULL, token_hash = $2, rotated_at = $1 WHERE id = $3 AND member_id = $4",
    )
    .bind(now)
    .bind(to_hash)
    .bind(id)
    .bind(member_id)
    .changes_one(conn)
    .await
}

/// A member's sessions that are within their time and were used after `idle_since`, newest first, older than
/// `before`, at most `limit`.
pub async fn list(
    conn: &mut Conn,
    member_id: MemberId,
    now: Timestamp,
    idle_since: Timestamp,
    before: Option<SessionId>,
    limit: i64,
) -> Result<Vec<SessionRow>, DbError> {
    let mut sql = Sql::new(
        "SELECT id, member_id, token_hash, rotated_at, authenticated_at, created_at, seen_at, expires_at, address, client FROM sessions \
         WHERE member_id = ",
    )
    .arg(member_id)
    .text(" AND expires_at > ")
    .arg(now)
    .text(" AND seen_at > ")
    .arg(idle_since);
    if let Some(before) = before {
        sql = sql.text(" AND id < ").arg(before);
    }
    sql.text(" ORDER BY id DESC LIMIT ").arg(limit).all(conn).await
}

/// Ends one session of a member; false where there was none.
pub async fn delete(conn: &mut Conn, member_id: MemberId, id: SessionId) -> Result<bool, DbError> {
    Sql::new("DELETE FROM sessions WHERE id = $1 AND member_id = $2")
        .bind(id)
        .bind(member_id)
        .changes_one(conn)
        .await
}

/// Ends every session of a member but `keep`; how many.
pub async fn delete_others(
    conn: &mut Conn,
    member_id: MemberId,
    keep: Option<SessionId>,
) -> Result<u64, DbError> {
    Sql::new("DELETE FROM sessions WHERE member_id = $1 AND id <> $2")
        .bind(member_id)
        .bind(keep.map_or_else(String::new, |id| id.to_string()))
        .execute(conn)
        .await
}

/// Forgets at most `limit` sessions that are over their time; how many.
pub async fn purge(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<u64, DbError> {
    Sql::new("DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at <= $1 LIMIT $2)")
        .bind(now)
        .bind(limit)
        .execute(conn)
        .await
}

/// Ends a member's sessions but the newest `keep`; how many.
pub async fn trim(conn: &mut Conn, member_id: MemberId, keep: i64) -> Result<u64, DbError> {
    Sql::new("DELETE FROM sessions WHERE member_id = $1 AND id < (SELECT MIN(id) FROM (SELECT id FROM sessions WHERE member_id = $1 ORDER BY id DESC LIMIT $2) AS newest)")
        .bind(member_id)
        .bind(keep)
        .execute(conn)
        .await
}
