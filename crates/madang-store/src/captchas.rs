//! Pictures of letters.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{CaptchaId, Timestamp};

record! {
    /// A captcha as stored.
    pub struct CaptchaRow {
        /// The letters, sealed.
        pub sealed: String,
        /// The picture, PNG.
        pub picture: Vec<u8>,
    }
}

/// Adds a captcha.
pub async fn insert(
    conn: &mut Conn,
    id: CaptchaId,
    sealed: &str,
    picture: Vec<u8>,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO captchas (id, sealed, picture, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(sealed)
    .bind(picture)
    .bind(now)
    .bind(expires_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// The captcha with this id, if it is unused and within its time.
pub async fn find(conn: &mut Conn, id: CaptchaId, now: Timestamp) -> Result<Option<CaptchaRow>, DbError> {
    Sql::new("SELECT sealed, picture FROM captchas WHERE id = $1 AND used_at IS NULL AND expires_at > $2")
        .bind(id)
        .bind(now)
        .optional(conn)
        .await
}

/// Uses a captcha, rightly answered or not; false where another request did already.
pub async fn use_up(conn: &mut Conn, id: CaptchaId, now: Timestamp) -> Result<bool, DbError> {
    Sql::new("UPDATE captchas SET used_at = $1 WHERE id = $2 AND used_at IS NULL AND expires_at > $1")
        .bind(now)
        .bind(id)
        .changes_one(conn)
        .await
}

/// Forgets at most `limit` captchas that are over their time; how many.
pub async fn purge(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<u64, DbError> {
    Sql::new("DELETE FROM captchas WHERE id IN (SELECT id FROM captchas WHERE expires_at <= $1 LIMIT $2)")
        .bind(now)
        .bind(limit)
        .execute(conn)
        .await
}
