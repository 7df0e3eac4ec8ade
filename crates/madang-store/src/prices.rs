//! Prices of plans. They are only ever added to.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::billing::Money;
use madang_model::catalog::Meter;
use madang_model::{OfferingId, PriceId, Timestamp};

record! {
    /// A price as stored.
    #[derive(Debug, Clone)]
    pub struct PriceRow {
        /// The id.
        pub id: PriceId,
        /// Of which offering.
        pub offering_id: OfferingId,
        /// The code of the plan.
        pub plan: String,
        /// Per what.
        pub meter: Meter,
        /// How much.
        pub micros: Money,
        /// Since when whoever subscribes gets it.
        pub since: Timestamp,
        /// Since when whoever subscribed before gets it.
        pub running_since: Timestamp,
        /// Who set it, as in the audit log.
        pub created_by: String,
        /// When.
        pub created_at: Timestamp,
    }
}

macro_rules! price_columns {
    () => {
        "id, offering_id, plan, meter, micros, since, running_since, created_by, created_at"
    };
}

/// Adds a price. Refused by `prices_offering_id_plan_meter_since_key` where one begins at the same point.
pub async fn insert(conn: &mut Conn, row: &PriceRow) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO prices (id, offering_id, plan, meter, micros, since, running_since, created_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(row.id)
    .bind(row.offering_id)
    .bind(&row.plan)
    .bind(row.meter.as_str())
    .bind(row.micros)
    .bind(row.since)
    .bind(row.running_since)
    .bind(&row.created_by)
    .bind(row.created_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// The price with this id.
pub async fn find(conn: &mut Conn, id: PriceId) -> Result<Option<PriceRow>, DbError> {
    Sql::new(concat!("SELECT ", price_columns!(), " FROM prices WHERE id = $1")).bind(id).optional(conn).await
}

/// Every price of one plan and meter, in order of time: as many as were ever set for it.
pub async fn of_meter(
    conn: &mut Conn,
    id: OfferingId,
    plan: &str,
    meter: Meter,
) -> Result<Vec<PriceRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        price_columns!(),
        " FROM prices WHERE offering_id = $1 AND plan = $2 AND meter = $3 ORDER BY since LIMIT 1000"
    ))
    .bind(id)
    .bind(plan)
    .bind(meter.as_str())
    .all(conn)
    .await
}

/// The prices that whoever subscribes at `at` gets: of each plan and meter the newest one begun by then.
pub async fn at(conn: &mut Conn, id: OfferingId, at: Timestamp) -> Result<Vec<PriceRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        price_columns!(),
        " FROM prices p WHERE offering_id = $1 AND since = (SELECT MAX(n.since) FROM prices n WHERE n.offering_id = $1 \
         AND n.plan = p.plan AND n.meter = p.meter AND n.since <= $2) ORDER BY plan, meter LIMIT 1000"
    ))
    .bind(id)
    .bind(at)
    .all(conn)
    .await
}

/// The prices that begin after `at`, soonest first, 200 at most.
pub async fn coming(conn: &mut Conn, id: OfferingId, at: Timestamp) -> Result<Vec<PriceRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        price_columns!(),
        " FROM prices WHERE offering_id = $1 AND since > $2 ORDER BY since, plan, meter LIMIT 200"
    ))
    .bind(id)
    .bind(at)
    .all(conn)
    .await
}

/// Every price ever set for an offering, newest first, older than `before`, at most `limit`.
pub async fn list(
    conn: &mut Conn,
    id: OfferingId,
    before: Option<PriceId>,
    limit: i64,
) -> Result<Vec<PriceRow>, DbError> {
    let mut sql = Sql::new(concat!("SELECT ", price_columns!(), " FROM prices WHERE offering_id = ")).arg(id);
    if let Some(before) = before {
        sql.push(" AND id < ");
        sql = sql.arg(before);
    }
    sql.text(" ORDER BY id DESC LIMIT ").arg(limit).all(conn).await
}
