//! Data keys, wrapped.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{KeyId, Timestamp};

record! {
    /// A data key as stored.
    pub struct DataKeyRow {
        /// The id, named in everything it sealed.
        pub id: KeyId,
        /// `seal` or `sign`.
        pub purpose: String,
        /// The key, wrapped by the master key.
        pub wrapped: String,
        /// When it stopped being used for new secrets.
        pub retired_at: Option<Timestamp>,
    }
}

/// Every data key, newest first. There are as many as there were rotations.
pub async fn all(conn: &mut Conn) -> Result<Vec<DataKeyRow>, DbError> {
    Sql::new("SELECT id, purpose, wrapped, retired_at FROM data_keys ORDER BY id DESC LIMIT 10000")
        .all(conn)
        .await
}

/// Adds a data key.
pub async fn insert(
    conn: &mut Conn,
    id: KeyId,
    purpose: &str,
    wrapped: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    Sql::new("INSERT INTO data_keys (id, purpose, wrapped, created_at) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(purpose)
        .bind(wrapped)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}
