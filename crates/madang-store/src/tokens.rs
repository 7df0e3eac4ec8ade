//! Personal access tokens.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{MemberId, Timestamp, TokenId};

record! {
    /// A token as stored; the token itself is not.
    #[derive(Debug, Clone)]
    pub struct TokenRow {
        /// The id.
        pub id: TokenId,
        /// Whose it is.
        pub member_id: MemberId,
        /// What its owner calls it.
        pub name: String,
        /// Its last characters, to know it by.
        pub hint: String,
        /// Scope names, separated by blanks.
        pub scopes: String,
        /// When it was made.
        pub created_at: Timestamp,
        /// When it ends.
        pub expires_at: Timestamp,
        /// When it was last used, to the minute.
        pub seen_at: Option<Timestamp>,
    }
}

/// The token that hashes to this, unless it is over its time.
pub async fn find(conn: &mut Conn, token_hash: &str, now: Timestamp) -> Result<Option<TokenRow>, DbError> {
    Sql::new("SELECT id, member_id, name, hint, scopes, created_at, expires_at, seen_at FROM tokens WHERE token_hash = $1 AND expires_at > $2")
        .bind(token_hash)
        .bind(now)
        .optional(conn)
        .await
}

/// Notes that a token was used.
pub async fn touch(conn: &mut Conn, id: TokenId, now: Timestamp) -> Result<(), DbError> {
    Sql::new("UPDATE tokens SET seen_at = $1 WHERE id = $2").bind(now).bind(id).execute(conn).await?;
    Ok(())
}

/// A token to be added.
pub struct NewToken<'a> {
    /// The id.
    pub id: TokenId,
    /// Whose it is.
    pub member_id: MemberId,
    /// What its owner calls it.
    pub name: &'a str,
    /// SHA-256 of the token.
    pub token_hash: &'a str,
    /// Its last characters.
    pub hint: &'a str,
    /// Scope names, separated by blanks.
    pub scopes: &'a str,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Adds a token.
pub async fn insert(conn: &mut Conn, new: NewToken<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new("INSERT INTO tokens (id, member_id, name, token_hash, hint, scopes, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(new.id)
        .bind(new.member_id)
        .bind(new.name)
        .bind(new.token_hash)
        .bind(new.hint)
        .bind(new.scopes)
        .bind(now)
        .bind(new.expires_at)
        .execute(conn)
        .await?;
    Ok(())
}

/// A member's tokens, newest first, those over their time included; at most `limit`.
pub async fn list(conn: &mut Conn, member_id: MemberId, limit: i64) -> Result<Vec<TokenRow>, DbError> {
    Sql::new(
        "SELECT id, member_id, name, hint, scopes, created_at, expires_at, seen_at FROM tokens WHERE member_id = $1 ORDER BY id DESC LIMIT $2",
    )
    .bind(member_id)
    .bind(limit)
    .all(conn)
    .await
}

/// How many tokens a member has, those over their time included.
pub async fn count(conn: &mut Conn, member_id: MemberId) -> Result<i64, DbError> {
    Sql::new("SELECT COUNT(*) FROM tokens WHERE member_id = $1").bind(member_id).number(conn).await
}

/// Ends a token of a member; false where there was none.
pub async fn delete(conn: &mut Conn, member_id: MemberId, id: TokenId) -> Result<bool, DbError> {
    Sql::new("DELETE FROM tokens WHERE id = $1 AND member_id = $2")
        .bind(id)
        .bind(member_id)
        .changes_one(conn)
        .await
}

/// Ends every token of a member; how many.
pub async fn delete_all(conn: &mut Conn, member_id: MemberId) -> Result<u64, DbError> {
    Sql::new("DELETE FROM tokens WHERE member_id = $1").bind(member_id).execute(conn).await
}
