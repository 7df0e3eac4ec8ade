//! Files that are attached to orders, kept with their order.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::orders::OrderState;
use madang_model::{AttachmentId, OrderId, Timestamp};

/// A file to be attached.
#[derive(Debug)]
pub struct NewAttachment<'a> {
    /// Its id.
    pub id: AttachmentId,
    /// To which order.
    pub order_id: OrderId,
    /// What it is called.
    pub name: &'a str,
    /// What it is, by its content.
    pub media_type: &'a str,
    /// The SHA-256 of its content, in hex.
    pub sha256: &'a str,
    /// The content.
    pub content: Vec<u8>,
    /// Who attached it, as in the audit log.
    pub created_by: &'a str,
}

/// Keeps a file.
pub async fn insert(conn: &mut Conn, new: NewAttachment<'_>, now: Timestamp) -> Result<(), DbError> {
    let size = i64::try_from(new.content.len()).unwrap_or(i64::MAX);
    Sql::new(
        "INSERT INTO order_attachments (id, order_id, name, media_type, size, sha256, content, created_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(new.id)
    .bind(new.order_id)
    .bind(new.name)
    .bind(new.media_type)
    .bind(size)
    .bind(new.sha256)
    .bind(new.content)
    .bind(new.created_by)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

record! {
    /// A file, without its content.
    #[derive(Debug, Clone)]
    pub struct AttachmentRow {
        /// The id.
        pub id: AttachmentId,
        /// What it is called.
        pub name: String,
        /// What it is, by its content.
        pub media_type: String,
        /// How large, in bytes.
        pub size: i64,
        /// The SHA-256 of its content, in hex.
        pub sha256: String,
        /// When it was attached.
        pub created_at: Timestamp,
    }
}

/// The order's files, oldest first, at most `limit`.
pub async fn of(conn: &mut Conn, order_id: OrderId, limit: i64) -> Result<Vec<AttachmentRow>, DbError> {
    Sql::new(
        "SELECT id, name, media_type, size, sha256, created_at FROM order_attachments \
         WHERE order_id = $1 ORDER BY id LIMIT $2",
    )
    .bind(order_id)
    .bind(limit)
    .all(conn)
    .await
}

/// How many files the order has.
pub async fn count(conn: &mut Conn, order_id: OrderId) -> Result<i64, DbError> {
    Sql::new("SELECT COUNT(*) FROM order_attachments WHERE order_id = $1").bind(order_id).number(conn).await
}

record! {
    /// A file.
    #[derive(Debug, Clone)]
    pub struct ContentRow {
        /// What it is called.
        pub name: String,
        /// What it is, by its content.
        pub media_type: String,
        /// The content.
        pub content: Vec<u8>,
    }
}

/// The order's file with this id.
pub async fn find(
    conn: &mut Conn,
    order_id: OrderId,
    id: AttachmentId,
) -> Result<Option<ContentRow>, DbError> {
    Sql::new("SELECT name, media_type, content FROM order_attachments WHERE id = $1 AND order_id = $2")
        .bind(id)
        .bind(order_id)
        .optional(conn)
        .await
}

record! {
    /// What a file was called.
    #[derive(Debug, Clone)]
    struct NameRow {
        /// Its name.
        pub name: String,
    }
}

/// Forgets the order's file with this id; what it was called, or nothing where it was not there.
pub async fn remove(conn: &mut Conn, order_id: OrderId, id: AttachmentId) -> Result<Option<String>, DbError> {
    let row: Option<NameRow> =
        Sql::new("DELETE FROM order_attachments WHERE id = $1 AND order_id = $2 RETURNING name")
            .bind(id)
            .bind(order_id)
            .optional(conn)
            .await?;
    Ok(row.map(|row| row.name))
}

/// Keeps the order in this state until the work ends, and all other works that attach to it or move it waiting;
/// false where it has left the state.
pub async fn hold(conn: &mut Conn, order_id: OrderId, state: OrderState) -> Result<bool, DbError> {
    Sql::new("UPDATE orders SET since = since WHERE id = $1 AND state = $2")
        .bind(order_id)
        .bind(state.as_str())
        .changes_one(conn)
        .await
}
