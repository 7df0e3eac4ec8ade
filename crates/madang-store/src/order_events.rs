//! The timeline of an order: moves, comments, files, reminders.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{MemberId, OrderEventId, OrderId, OrganizationId, Timestamp};

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
    /// An entry, with what people are called.
    #[derive(Debug, Clone)]
    pub struct OrderEventRow {
        /// The id.
        pub id: OrderEventId,
        /// What happened.
        pub kind: String,
        /// Whose act it was, as in the audit log.
        pub actor: String,
        /// The name of the member whose act it was, if they belong to the organisation.
        pub actor_name: Option<String>,
        /// The name of the member in whose stead it was done.
        pub on_behalf_of_name: Option<String>,
        /// What a person wrote.
        pub text: String,
        /// More, as JSON.
        pub detail: String,
        /// When.
        pub at: Timestamp,
    }
}

/// The latest entries of an order, newest first. Whoever is not of the organisation, such as the provider's staff,
/// is not named.
pub async fn latest(
    conn: &mut Conn,
    order_id: OrderId,
    organization_id: OrganizationId,
    before: Option<OrderEventId>,
    limit: i64,
) -> Result<Vec<OrderEventRow>, DbError> {
    let mut sql = Sql::new(
        "SELECT e.id, e.kind, e.actor, m.name AS actor_name, b.name AS on_behalf_of_name, e.text, e.detail, e.at \
         FROM order_events e \
         LEFT JOIN memberships s ON s.organization_id = $1 AND s.member_id = e.actor \
         LEFT JOIN members m ON m.id = s.member_id \
         LEFT JOIN members b ON b.id = e.on_behalf_of \
         WHERE e.order_id = $2",
    )
    .bind(organization_id)
    .bind(order_id);
    if let Some(before) = before {
        sql = sql.text(" AND e.id < ").arg(before);
    }
    sql.text(" ORDER BY e.id DESC LIMIT ").arg(limit).all(conn).await
}
