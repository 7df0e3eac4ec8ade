//! Codes sent to phones.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{PhoneCodeId, Timestamp};

record! {
    /// The newest code of a subject.
    pub struct PhoneCodeRow {
        /// The id.
        pub id: PhoneCodeId,
        /// The number it was sent to.
        pub phone: String,
        /// Keyed hash of the code.
        pub code_hash: String,
        /// How often a wrong code was typed.
        pub tries: i64,
        /// When it ends.
        pub expires_at: Timestamp,
        /// When it was used.
        pub used_at: Option<Timestamp>,
    }
}

/// Adds a code. Any earlier one of the same subject stops counting.
pub async fn insert(
    conn: &mut Conn,
    id: PhoneCodeId,
    subject: &str,
    phone: &str,
    code_hash: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), DbError> {
    Sql::new("INSERT INTO phone_codes (id, subject, phone, code_hash, tries, created_at, expires_at) VALUES ($1, $2, $3, $4, 0, $5, $6)")
        .bind(id)
        .bind(subject)
        .bind(phone)
        .bind(code_hash)
        .bind(now)
        .bind(expires_at)
        .execute(conn)
        .await?;
    Ok(())
}

/// The newest code of a subject.
pub async fn newest(conn: &mut Conn, subject: &str) -> Result<Option<PhoneCodeRow>, DbError> {
    Sql::new("SELECT id, phone, code_hash, tries, expires_at, used_at FROM phone_codes WHERE subject = $1 ORDER BY id DESC LIMIT 1")
        .bind(subject)
        .optional(conn)
        .await
}

/// Takes one try of a code; false where none is left, it was used, or its time is over.
pub async fn take_try(conn: &mut Conn, id: PhoneCodeId, most: u32, now: Timestamp) -> Result<bool, DbError> {
    Sql::new("UPDATE phone_codes SET tries = tries + 1 WHERE id = $1 AND tries < $2 AND used_at IS NULL AND expires_at > $3")
        .bind(id)
        .bind(most)
        .bind(now)
        .changes_one(conn)
        .await
}

/// Uses a code; false where another request did already.
pub async fn use_up(conn: &mut Conn, id: PhoneCodeId, now: Timestamp) -> Result<bool, DbError> {
    Sql::new("UPDATE phone_codes SET used_at = $1 WHERE id = $2 AND used_at IS NULL AND expires_at > $1")
        .bind(now)
        .bind(id)
        .changes_one(conn)
        .await
}

/// Forgets at most `limit` codes that are over their time; how many.
pub async fn purge(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<u64, DbError> {
    Sql::new(
        "DELETE FROM phone_codes WHERE id IN (SELECT id FROM phone_codes WHERE expires_at <= $1 LIMIT $2)",
    )
    .bind(now)
    .bind(limit)
    .execute(conn)
    .await
}

/// Forgets every code of a subject.
pub async fn delete_all(conn: &mut Conn, subject: &str) -> Result<u64, DbError> {
    Sql::new("DELETE FROM phone_codes WHERE subject = $1").bind(subject).execute(conn).await
}
