//! The timeline of an order: moves, comments, files, reminders.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{MemberId, OrderEventId, OrderId, Timestamp};

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

record! {
    /// An entry as stored.
    #[derive(Debug, Clone)]
    pub struct OrderEventRow {
        /// The id.
        pub id: OrderEventId,
        /// What happened.
        pub kind: String,
        /// Whose act it was, as in the audit log.
        pub actor: String,
        /// The member in whose stead it was done.
        pub on_behalf_of: Option<MemberId>,
        /// What a person wrote.
        pub text: String,
        /// More, as JSON.
        pub detail: String,
        /// When.
        pub at: Timestamp,
    }
}

/// The latest entries of an order, newest first.
pub async fn latest(
    conn: &mut Conn,
    order_id: OrderId,
    before: Option<OrderEventId>,
    limit: i64,
) -> Result<Vec<OrderEventRow>, DbError> {
    let mut sql = Sql::new(
        "SELECT id, kind, actor, on_behalf_of, text, detail, at FROM order_events WHERE order_id = $1",
    )
    .bind(order_id);
    if let Some(before) = before {
        sql = sql.text(" AND id < ").arg(before);
    }
    sql.text(" ORDER BY id DESC LIMIT ").arg(limit).all(conn).await
}
