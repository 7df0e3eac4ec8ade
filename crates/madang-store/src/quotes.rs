//! What submitted orders were quoted 「견적」.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{OrderId, QuoteId, Timestamp};

record! {
    /// A quote that an order was submitted with.
    #[derive(Debug, Clone)]
    pub struct QuoteRow {
        /// The id.
        pub id: QuoteId,
        /// Of which submission.
        pub round: i64,
        /// What it was a quote of: a hash of the form, the price, the claims and the way.
        pub form_hash: String,
        /// An hour, in thousandths of won.
        pub hour_milli: i64,
        /// To the end of the month, in won.
        pub month_end: i64,
        /// A month, in won.
        pub month: i64,
        /// Claims, as JSON.
        pub content: String,
        /// When it was made.
        pub created_at: Timestamp,
        /// Until when it holds.
        pub expires_at: Timestamp,
    }
}

/// Keeps the quote of a submission.
pub async fn insert(conn: &mut Conn, order_id: OrderId, row: &QuoteRow) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO quotes (id, order_id, round, form_hash, hour_milli, month_end, month, content, created_at, \
         expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(row.id)
    .bind(order_id)
    .bind(row.round)
    .bind(&row.form_hash)
    .bind(row.hour_milli)
    .bind(row.month_end)
    .bind(row.month)
    .bind(&row.content)
    .bind(row.created_at)
    .bind(row.expires_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// The quote of one submission of an order.
pub async fn find(conn: &mut Conn, order_id: OrderId, round: i64) -> Result<Option<QuoteRow>, DbError> {
    Sql::new(
        "SELECT id, round, form_hash, hour_milli, month_end, month, content, created_at, expires_at FROM quotes \
         WHERE order_id = $1 AND round = $2",
    )
    .bind(order_id)
    .bind(round)
    .optional(conn)
    .await
}

record! {
    /// An order whose quote is over.
    #[derive(Debug, Clone)]
    pub struct OverRow {
        /// The order.
        pub id: OrderId,
    }
}

/// Orders that still wait for a decision though the quote they were submitted with is over.
pub async fn over(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<OverRow>, DbError> {
    Sql::new(
        "SELECT o.id FROM orders o JOIN quotes q ON q.order_id = o.id AND q.round = o.round \
         WHERE o.state = 'in_approval' AND q.expires_at <= $1 ORDER BY o.id LIMIT $2",
    )
    .bind(now)
    .bind(limit)
    .all(conn)
    .await
}
