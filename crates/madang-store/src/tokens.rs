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
