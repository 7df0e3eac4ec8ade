//! The audit chain.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{OriginId, Timestamp};

record! {
    /// The end of the chain.
    pub struct HeadRow {
        /// The last entry's number; 0 before the first.
        pub seq: i64,
        /// The last entry's hash; empty before the first.
        pub hash: String,
    }
}

record! {
    /// An entry as stored.
    #[derive(Debug, Clone)]
    pub struct EntryRow {
        /// Its number, without gaps from 1.
        pub seq: i64,
        /// When.
        pub at: Timestamp,
        /// Who: a member's id, `system`, `visitor`.
        pub actor: String,
        /// What, as `area.verb`.
        pub action: String,
        /// On what kind of thing.
        pub target_kind: String,
        /// On which.
        pub target_id: String,
        /// From where.
        pub origin_id: Option<OriginId>,
        /// In which request.
        pub request_id: String,
        /// More, as JSON without personal data: before and after.
        pub detail: String,
        /// The hash of the entry before.
        pub previous: String,
        /// SHA-256 over all of the above.
        pub hash: String,
    }
}

/// Takes hold of the end of the chain until the transaction ends.
pub async fn lock_head(conn: &mut Conn) -> Result<HeadRow, DbError> {
    Sql::new("UPDATE audit_head SET seq = seq WHERE id = 1 RETURNING seq, hash").one(conn).await
}

/// Appends an entry at the end that was taken hold of.
pub async fn append(conn: &mut Conn, entry: &EntryRow) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO audit_entries (seq, at, actor, action, target_kind, target_id, origin_id, request_id, detail, previous, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(entry.seq)
    .bind(entry.at)
    .bind(entry.actor.as_str())
    .bind(entry.action.as_str())
    .bind(entry.target_kind.as_str())
    .bind(entry.target_id.as_str())
    .bind(entry.origin_id)
    .bind(entry.request_id.as_str())
    .bind(entry.detail.as_str())
    .bind(entry.previous.as_str())
    .bind(entry.hash.as_str())
    .execute(conn)
    .await?;
    Sql::new("UPDATE audit_head SET seq = $1, hash = $2 WHERE id = 1").bind(entry.seq).bind(entry.hash.as_str()).execute(conn).await?;
    Ok(())
}

/// Notes where an act came from.
pub async fn insert_origin(conn: &mut Conn, id: OriginId, address: &str, client: &str, now: Timestamp) -> Result<(), DbError> {
    Sql::new("INSERT INTO origins (id, address, client, created_at) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(address)
        .bind(client)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// The end of the chain, as it is now.
pub async fn head(conn: &mut Conn) -> Result<HeadRow, DbError> {
    Sql::new("SELECT seq, hash FROM audit_head WHERE id = 1").one(conn).await
}

/// Entries from number `from` on, in order, at most `limit`.
pub async fn from(conn: &mut Conn, from: i64, limit: i64) -> Result<Vec<EntryRow>, DbError> {
    Sql::new(
        "SELECT seq, at, actor, action, target_kind, target_id, origin_id, request_id, detail, previous, hash \
         FROM audit_entries WHERE seq >= $1 ORDER BY seq LIMIT $2",
    )
    .bind(from)
    .bind(limit)
    .all(conn)
    .await
}
