//! Sign-ups in progress.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{MemberId, SignUpId, Timestamp};

record! {
    /// A sign-up as stored.
    pub struct SignUpRow {
        /// The id.
        pub id: SignUpId,
        /// The terms agreed to, as a JSON list of ids.
        pub terms: String,
        /// What was typed so far, sealed.
        pub sealed: Option<String>,
        /// The number that a code was last sent to or confirmed for.
        pub phone: Option<String>,
        /// When that number was confirmed.
        pub phone_confirmed_at: Option<Timestamp>,
        /// The member it became.
        pub member_id: Option<MemberId>,
        /// When it began, which is when the terms were agreed to.
        pub created_at: Timestamp,
    }
}

/// Begins a sign-up.
pub async fn insert(
    conn: &mut Conn,
    id: SignUpId,
    token_hash: &str,
    terms: &str,
    address: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), DbError> {
    Sql::new("INSERT INTO sign_ups (id, token_hash, terms, address, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(token_hash)
        .bind(terms)
        .bind(address)
        .bind(now)
        .bind(expires_at)
        .execute(conn)
        .await?;
    Ok(())
}

/// The sign-up that this token belongs to, unless it is over its time.
pub async fn find(conn: &mut Conn, token_hash: &str, now: Timestamp) -> Result<Option<SignUpRow>, DbError> {
    Sql::new("SELECT id, terms, sealed, phone, phone_confirmed_at, member_id, created_at FROM sign_ups WHERE token_hash = $1 AND expires_at > $2")
        .bind(token_hash)
        .bind(now)
        .optional(conn)
        .await
}

/// Keeps what was typed so far.
pub async fn keep_form(conn: &mut Conn, id: SignUpId, sealed: &str) -> Result<bool, DbError> {
    Sql::new("UPDATE sign_ups SET sealed = $1 WHERE id = $2 AND member_id IS NULL")
        .bind(sealed)
        .bind(id)
        .changes_one(conn)
        .await
}

/// Sets the number to be confirmed, which voids the confirmation of any other.
pub async fn set_phone(conn: &mut Conn, id: SignUpId, phone: &str) -> Result<bool, DbError> {
    Sql::new("UPDATE sign_ups SET phone = $1, phone_confirmed_at = NULL WHERE id = $2 AND member_id IS NULL")
        .bind(phone)
        .bind(id)
        .changes_one(conn)
        .await
}

/// Marks the number confirmed, if it is still the one.
pub async fn confirm_phone(
    conn: &mut Conn,
    id: SignUpId,
    phone: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new("UPDATE sign_ups SET phone_confirmed_at = $1 WHERE id = $2 AND phone = $3 AND member_id IS NULL")
        .bind(now)
        .bind(id)
        .bind(phone)
        .changes_one(conn)
        .await
}

/// Ends a sign-up in a member; false where another request did already.
pub async fn complete(conn: &mut Conn, id: SignUpId, member_id: MemberId) -> Result<bool, DbError> {
    Sql::new("UPDATE sign_ups SET member_id = $1, sealed = NULL WHERE id = $2 AND member_id IS NULL")
        .bind(member_id)
        .bind(id)
        .changes_one(conn)
        .await
}

/// Forgets at most `limit` sign-ups that are over their time; how many.
pub async fn purge(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<u64, DbError> {
    Sql::new("DELETE FROM sign_ups WHERE id IN (SELECT id FROM sign_ups WHERE expires_at <= $1 LIMIT $2)")
        .bind(now)
        .bind(limit)
        .execute(conn)
        .await
}
