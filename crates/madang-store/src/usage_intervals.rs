//! What was there from when to when.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::catalog::Meter;
use madang_model::{OrganizationId, ProjectId, SubscriptionId, Timestamp, UsageIntervalId};

record! {
    /// An interval as stored.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct IntervalRow {
        /// The id.
        pub id: UsageIntervalId,
        /// Whose it was.
        pub organization_id: OrganizationId,
        /// In which project.
        pub project_id: Option<ProjectId>,
        /// Of which subscription.
        pub subscription_id: SubscriptionId,
        /// What is counted.
        pub meter: Meter,
        /// What kind of thing it was.
        pub resource_kind: String,
        /// Which.
        pub resource_id: String,
        /// How many units of the meter.
        pub quantity: i64,
        /// From when.
        pub started_at: Timestamp,
        /// Until when; none where it still is.
        pub ended_at: Option<Timestamp>,
    }
}

/// What is counted of which thing.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'a> {
    /// Of which subscription.
    pub subscription_id: SubscriptionId,
    /// What is counted.
    pub meter: Meter,
    /// What kind of thing it is.
    pub resource_kind: &'a str,
    /// Which.
    pub resource_id: &'a str,
}

macro_rules! columns {
    () => {
        "id, organization_id, project_id, subscription_id, meter, resource_kind, resource_id, quantity, started_at, \
         ended_at"
    };
}

/// Begins an interval. Refused by `usage_intervals_open_key` where the thing is being counted already.
pub async fn begin(
    conn: &mut Conn,
    id: UsageIntervalId,
    (organization_id, project_id): (OrganizationId, Option<ProjectId>),
    what: Counted<'_>,
    quantity: i64,
    now: Timestamp,
) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO usage_intervals (id, organization_id, project_id, subscription_id, meter, resource_kind, \
         resource_id, quantity, started_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id)
    .bind(organization_id)
    .bind(project_id)
    .bind(what.subscription_id)
    .bind(what.meter.as_str())
    .bind(what.resource_kind)
    .bind(what.resource_id)
    .bind(quantity)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends the open interval of a thing; false where there is none.
pub async fn end(conn: &mut Conn, what: Counted<'_>, now: Timestamp) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE usage_intervals SET ended_at = $1 WHERE subscription_id = $2 AND meter = $3 AND resource_kind = $4 \
         AND resource_id = $5 AND ended_at IS NULL",
    )
    .bind(now)
    .bind(what.subscription_id)
    .bind(what.meter.as_str())
    .bind(what.resource_kind)
    .bind(what.resource_id)
    .changes_one(conn)
    .await
}

/// Ends every open interval of a subscription; how many there were.
pub async fn end_all(conn: &mut Conn, id: SubscriptionId, now: Timestamp) -> Result<u64, DbError> {
    Sql::new("UPDATE usage_intervals SET ended_at = $1 WHERE subscription_id = $2 AND ended_at IS NULL")
        .bind(now)
        .bind(id)
        .execute(conn)
        .await
}

/// A subscription's intervals, oldest first, after `after`, at most `limit`.
pub async fn of_subscription(
    conn: &mut Conn,
    id: SubscriptionId,
    after: Option<UsageIntervalId>,
    limit: i64,
) -> Result<Vec<IntervalRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        columns!(),
        " FROM usage_intervals WHERE subscription_id = $1 AND id > $2 ORDER BY id LIMIT $3"
    ))
    .bind(id)
    .bind(after.map_or_else(String::new, |id| id.to_string()))
    .bind(limit)
    .all(conn)
    .await
}
