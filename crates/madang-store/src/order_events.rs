//! The timeline of an order: moves, comments, files, reminders.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{MemberId, OrderEventId, OrderId, Timestamp};

record! {
    /// An entry of a timeline.
    #[derive(Debug, Clone)]
    pub struct OrderEventRow {
        /// The id.
        pub id: OrderEventId,
        /// What happened: a move's word, `comment`, `attach`, `detach`, `remind`, `escalate`.
        pub kind: String,
        /// Who, as in the audit log.
        pub actor: String,
        /// In whose stead 「대결」.
        pub on_behalf_of: Option<MemberId>,
        /// What they wrote: a reason or a comment.
        pub text: String,
        /// More, as JSON.
        pub detail: String,
        /// When.
        pub at: Timestamp,
    }
}

/// An entry to be added.
#[derive(Debug, Clone, Copy)]
pub struct NewOrderEvent<'a> {
    /// Its id.
    pub id: OrderEventId,
    /// Of which order.
    pub order_id: OrderId,
    /// What happened.
    pub kind: &'a str,
    /// Who, as in the audit log.
    pub actor: &'a str,
    /// In whose stead.
    pub on_behalf_of: Option<MemberId>,
    /// What they wrote.
    pub text: &'a str,
    /// More, as JSON.
    pub detail: &'a str,
}

/// Adds an entry.
pub async fn insert(conn: &mut Conn, new: NewOrderEvent<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO order_events (id, order_id, kind, actor, on_behalf_of, text, detail, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(new.id)
    .bind(new.order_id)
    .bind(new.kind)
    .bind(new.actor)
    .bind(new.on_behalf_of)
    .bind(new.text)
    .bind(new.detail)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The entries of an order, oldest first, after `after`, at most `limit`.
pub async fn list(
    conn: &mut Conn,
    order_id: OrderId,
    after: Option<OrderEventId>,
    limit: i64,
) -> Result<Vec<OrderEventRow>, DbError> {
    let mut sql = Sql::new(
        "SELECT id, kind, actor, on_behalf_of, text, detail, at FROM order_events WHERE order_id = ",
    )
    .arg(order_id);
    if let Some(after) = after {
        sql = sql.text(" AND id > ").arg(after);
    }
    sql.text(" ORDER BY id LIMIT ").arg(limit).all(conn).await
}
