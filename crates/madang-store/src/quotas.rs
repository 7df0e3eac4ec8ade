//! Quota 「할당량」: bounds, use, and what is held for orders.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::quota::{Dimension, QuotaScope};
use madang_model::{OrderId, ReservationId, Timestamp};

record! {
    /// How much of one dimension a scope may have, has, and has promised.
    #[derive(Debug, Clone)]
    pub struct QuotaRow {
        /// What is counted.
        pub dimension: Dimension,
        /// The bound; without one, there is none.
        pub bound: Option<i64>,
        /// What is in use.
        pub used: i64,
        /// What is held for orders.
        pub reserved: i64,
    }
}

record! {
    /// What is held for an order.
    #[derive(Debug, Clone)]
    pub struct HeldRow {
        /// The reservation.
        pub id: ReservationId,
        /// Out of whose quota.
        pub scope: QuotaScope,
        /// What.
        pub dimension: Dimension,
        /// How much.
        pub amount: i64,
    }
}

/// Every dimension of a scope that has a bound or was ever in use.
pub async fn of(conn: &mut Conn, scope: QuotaScope) -> Result<Vec<QuotaRow>, DbError> {
    Sql::new("SELECT dimension, bound, used, reserved FROM quotas WHERE scope = $1 ORDER BY dimension")
        .bind(scope.to_string())
        .all(conn)
        .await
}

/// Sets a scope's bound, whatever is in use; `None` takes it away.
pub async fn set_bound(
    conn: &mut Conn,
    scope: QuotaScope,
    dimension: Dimension,
    bound: Option<i64>,
) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO quotas (scope, dimension, bound, used, reserved) VALUES ($1, $2, $3, 0, 0) \
         ON CONFLICT (scope, dimension) DO UPDATE SET bound = excluded.bound",
    )
    .bind(scope.to_string())
    .bind(dimension.as_str())
    .bind(bound)
    .execute(conn)
    .await?;
    Ok(())
}

/// Holds an amount if it fits under the bound beside what is in use and held; false where it does not.
/// The row is held until the work ends, so works that want of the same one look one after the other.
pub async fn hold(
    conn: &mut Conn,
    scope: QuotaScope,
    dimension: Dimension,
    amount: i64,
) -> Result<bool, DbError> {
    Sql::new(
        "INSERT INTO quotas (scope, dimension, used, reserved) VALUES ($1, $2, 0, 0) \
         ON CONFLICT (scope, dimension) DO NOTHING",
    )
    .bind(scope.to_string())
    .bind(dimension.as_str())
    .execute(conn)
    .await?;
    Sql::new(
        "UPDATE quotas SET reserved = reserved + $1 \
         WHERE scope = $2 AND dimension = $3 AND (bound IS NULL OR used + reserved + $1 <= bound)",
    )
    .bind(amount)
    .bind(scope.to_string())
    .bind(dimension.as_str())
    .changes_one(conn)
    .await
}

/// Moves what is in use and what is held by these amounts, which may be negative.
pub async fn shift(
    conn: &mut Conn,
    scope: QuotaScope,
    dimension: Dimension,
    (used, reserved): (i64, i64),
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE quotas SET used = used + $1, reserved = reserved + $2 \
         WHERE scope = $3 AND dimension = $4 AND used + $1 >= 0 AND reserved + $2 >= 0",
    )
    .bind(used)
    .bind(reserved)
    .bind(scope.to_string())
    .bind(dimension.as_str())
    .changes_one(conn)
    .await
}

/// Notes what is held for an order.
pub async fn insert_held(
    conn: &mut Conn,
    id: ReservationId,
    order_id: OrderId,
    held: (QuotaScope, Dimension, i64),
    now: Timestamp,
) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO reservations (id, order_id, scope, dimension, amount, state, created_at) \
         VALUES ($1, $2, $3, $4, $5, 'held', $6)",
    )
    .bind(id)
    .bind(order_id)
    .bind(held.0.to_string())
    .bind(held.1.as_str())
    .bind(held.2)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// What is held for an order now, in the order in which works lock quota.
pub async fn held(conn: &mut Conn, order_id: OrderId) -> Result<Vec<HeldRow>, DbError> {
    Sql::new(
        "SELECT id, scope, dimension, amount FROM reservations WHERE order_id = $1 AND state = 'held' \
         ORDER BY scope, dimension",
    )
    .bind(order_id)
    .all(conn)
    .await
}

/// Ends a reservation as `released` or `used`; false where another request did already.
pub async fn end_held(
    conn: &mut Conn,
    id: ReservationId,
    state: &'static str,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new("UPDATE reservations SET state = $1, ended_at = $2 WHERE id = $3 AND state = 'held'")
        .bind(state)
        .bind(now)
        .bind(id)
        .changes_one(conn)
        .await
}

/// Puts an amount to use if it fits under the bound beside what is in use and held; false where it does not.
pub async fn take(
    conn: &mut Conn,
    scope: QuotaScope,
    dimension: Dimension,
    amount: i64,
) -> Result<bool, DbError> {
    touch(conn, scope, dimension).await?;
    Sql::new(
        "UPDATE quotas SET used = used + $1 \
         WHERE scope = $2 AND dimension = $3 AND (bound IS NULL OR used + reserved + $1 <= bound)",
    )
    .bind(amount)
    .bind(scope.to_string())
    .bind(dimension.as_str())
    .changes_one(conn)
    .await
}

/// Sets a scope's bound unless more is in use and held already; false where it is. `None` takes the bound away.
pub async fn bound_above_use(
    conn: &mut Conn,
    scope: QuotaScope,
    dimension: Dimension,
    bound: Option<i64>,
) -> Result<bool, DbError> {
    touch(conn, scope, dimension).await?;
    Sql::new(
        "UPDATE quotas SET bound = $1 \
         WHERE scope = $2 AND dimension = $3 AND used + reserved <= COALESCE($4, 9223372036854775807)",
    )
    .bind(bound)
    .bind(scope.to_string())
    .bind(dimension.as_str())
    .bind(bound)
    .changes_one(conn)
    .await
}

/// Makes sure that there is a row, and holds it until the work ends.
pub async fn touch(conn: &mut Conn, scope: QuotaScope, dimension: Dimension) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO quotas (scope, dimension, used, reserved) VALUES ($1, $2, 0, 0) \
         ON CONFLICT (scope, dimension) DO UPDATE SET used = quotas.used",
    )
    .bind(scope.to_string())
    .bind(dimension.as_str())
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets a scope's quota; how many dimensions of it were in use or held, and stay.
pub async fn forget(conn: &mut Conn, scope: QuotaScope) -> Result<i64, DbError> {
    Sql::new("DELETE FROM quotas WHERE scope = $1 AND used = 0 AND reserved = 0")
        .bind(scope.to_string())
        .execute(conn)
        .await?;
    Sql::new("SELECT COUNT(*) FROM quotas WHERE scope = $1").bind(scope.to_string()).number(conn).await
}

/// What has become use of a scope's quota by an order.
pub async fn used_by(conn: &mut Conn, order_id: OrderId, scope: QuotaScope) -> Result<Vec<HeldRow>, DbError> {
    Sql::new(
        "SELECT id, scope, dimension, amount FROM reservations WHERE order_id = $1 AND state = 'used' AND scope = $2 \
         ORDER BY dimension",
    )
    .bind(order_id)
    .bind(scope.to_string())
    .all(conn)
    .await
}
