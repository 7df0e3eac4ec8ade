//! Counters with an upper bound, exact under parallel requests.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::Timestamp;

/// Counts one more in the window that began at `window_start`, unless `most` are counted already; whether it
/// counted. Two requests can't both take the last place: the bound is in the statement that counts.
pub async fn take(
    conn: &mut Conn,
    name: &str,
    window_start: Timestamp,
    expires_at: Timestamp,
    most: u32,
) -> Result<bool, DbError> {
    if most == 0 {
        return Ok(false);
    }
    Sql::new(
        "INSERT INTO counters (name, window_start, used, expires_at) VALUES ($1, $2, 1, $3) \
         ON CONFLICT (name, window_start) DO UPDATE SET used = counters.used + 1 WHERE counters.used < $4",
    )
    .bind(name)
    .bind(window_start)
    .bind(expires_at)
    .bind(most)
    .changes_one(conn)
    .await
}

/// How many are counted in the window that began at `window_start`.
pub async fn used(conn: &mut Conn, name: &str, window_start: Timestamp) -> Result<i64, DbError> {
    Sql::new("SELECT COALESCE(MAX(used), 0) FROM counters WHERE name = $1 AND window_start = $2")
        .bind(name)
        .bind(window_start)
        .number(conn)
        .await
}

/// Starts every window of a counter again from zero.
pub async fn clear(conn: &mut Conn, name: &str) -> Result<(), DbError> {
    Sql::new("DELETE FROM counters WHERE name = $1").bind(name).execute(conn).await?;
    Ok(())
}

/// Forgets at most `limit` windows that are over; how many.
pub async fn purge(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<u64, DbError> {
    // A row value in a sub-select needs no key of its own; both engines support it.
    Sql::new("DELETE FROM counters WHERE (name, window_start) IN (SELECT name, window_start FROM counters WHERE expires_at <= $1 LIMIT $2)")
        .bind(now)
        .bind(limit)
        .execute(conn)
        .await
}

/// Counts one more of what is forgotten once nothing was added until `expires_at`; how many there are now.
pub async fn add(conn: &mut Conn, name: &str, now: Timestamp, expires_at: Timestamp) -> Result<i64, DbError> {
    Sql::new(
        "INSERT INTO counters (name, window_start, used, expires_at) VALUES ($1, 0, 1, $2) \
         ON CONFLICT (name, window_start) DO UPDATE SET \
         used = CASE WHEN counters.expires_at <= $3 THEN 1 ELSE counters.used + 1 END, expires_at = $2 RETURNING used",
    )
    .bind(name)
    .bind(expires_at)
    .bind(now)
    .number(conn)
    .await
}

record! {
    /// What [`add`] counted.
    pub struct Added {
        /// How many.
        pub used: i64,
        /// When they are forgotten.
        pub expires_at: Timestamp,
    }
}

/// What [`add`] counted, unless it is forgotten.
pub async fn added(conn: &mut Conn, name: &str, now: Timestamp) -> Result<Option<Added>, DbError> {
    Sql::new("SELECT used, expires_at FROM counters WHERE name = $1 AND window_start = 0 AND expires_at > $2")
        .bind(name)
        .bind(now)
        .optional(conn)
        .await
}

record! {
    /// What [`added`] would say of several counters together.
    pub struct Worst {
        /// How many counters there are.
        pub counters: i64,
        /// The greatest count.
        pub used: i64,
        /// When the last of them is forgotten.
        pub expires_at: Timestamp,
    }
}

/// The counters that [`add`] counts under names that begin with `prefix`, together. The prefix ends in `:`.
pub async fn worst(conn: &mut Conn, prefix: &str, now: Timestamp) -> Result<Worst, DbError> {
    Sql::new(
        "SELECT COUNT(*) AS counters, COALESCE(MAX(used), 0) AS used, COALESCE(MAX(expires_at), 0) AS expires_at \
         FROM counters WHERE name >= $1 AND name < $2 AND expires_at > $3",
    )
    .bind(prefix)
    .bind(after_prefix(prefix))
    .bind(now)
    .one(conn)
    .await
}

/// Starts every counter whose name begins with `prefix` again from zero. The prefix ends in `:`.
pub async fn clear_all(conn: &mut Conn, prefix: &str) -> Result<(), DbError> {
    Sql::new("DELETE FROM counters WHERE name >= $1 AND name < $2")
        .bind(prefix)
        .bind(after_prefix(prefix))
        .execute(conn)
        .await?;
    Ok(())
}

/// `;` follows `:`.
fn after_prefix(prefix: &str) -> String {
    format!("{};", prefix.strip_suffix(':').unwrap_or(prefix))
}

/// Counts one less in the window that began at `window_start`.
pub async fn give_back(conn: &mut Conn, name: &str, window_start: Timestamp) -> Result<(), DbError> {
    Sql::new("UPDATE counters SET used = used - 1 WHERE name = $1 AND window_start = $2 AND used > 0")
        .bind(name)
        .bind(window_start)
        .execute(conn)
        .await?;
    Ok(())
}
