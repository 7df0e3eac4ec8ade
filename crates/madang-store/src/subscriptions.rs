//! Subscriptions, what was agreed to for them, and who was told of which change of price.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::catalog::{Product, Slug, SubscriptionState};
use madang_model::{
    MemberId, OfferingConsentId, OfferingId, OfferingTermsId, OrderId, OrganizationId, PriceId,
    SubscriptionId, Timestamp,
};

record! {
    /// A subscription as stored.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct SubscriptionRow {
        /// The id.
        pub id: SubscriptionId,
        /// Whose it is.
        pub organization_id: OrganizationId,
        /// Of which offering.
        pub offering_id: OfferingId,
        /// The offering's code.
        pub code: Slug,
        /// What that gives.
        pub product: Product,
        /// The code of the plan.
        pub plan: String,
        /// The offering's version that was on sale then.
        pub version: i64,
        /// Which version of the terms was agreed to; 0 where there were none.
        pub terms_version: i64,
        /// Whether it runs.
        pub state: SubscriptionState,
        /// The order that it came from.
        pub order_id: OrderId,
        /// The order that ended it.
        pub end_order_id: Option<OrderId>,
        /// Since when.
        pub started_at: Timestamp,
        /// Until when.
        pub ended_at: Option<Timestamp>,
        /// What the offering's version says, as JSON.
        pub content: String,
    }
}

/// A subscription that begins.
#[derive(Debug, Clone, Copy)]
pub struct NewSubscription<'a> {
    /// The id.
    pub id: SubscriptionId,
    /// Whose it is.
    pub organization_id: OrganizationId,
    /// Of which offering.
    pub offering_id: OfferingId,
    /// The code of the plan.
    pub plan: &'a str,
    /// The offering's version on sale.
    pub version: i64,
    /// Which version of the terms was agreed to.
    pub terms_version: i64,
    /// The order that it comes from.
    pub order_id: OrderId,
}

record! {
    /// An agreement to an offering's terms.
    #[derive(Debug, Clone)]
    pub struct ConsentRow {
        /// The id.
        pub id: OfferingConsentId,
        /// Who agreed.
        pub member_id: MemberId,
        /// By what ID.
        pub login_id: String,
        /// To which version.
        pub version: i64,
        /// When.
        pub agreed_at: Timestamp,
    }
}

macro_rules! select {
    () => {
        "SELECT s.id, s.organization_id, s.offering_id, o.code, o.product, s.plan, s.version, s.terms_version, s.state, s.order_id, \
         s.end_order_id, s.started_at, s.ended_at, v.content FROM subscriptions s \
         JOIN offerings o ON o.id = s.offering_id \
         JOIN offering_versions v ON v.offering_id = s.offering_id AND v.version = s.version"
    };
}

/// Begins a subscription. Refused by `subscriptions_active_key` where the organisation has one of the offering.
pub async fn insert(conn: &mut Conn, new: NewSubscription<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO subscriptions (id, organization_id, offering_id, plan, version, terms_version, state, order_id, \
         started_at) VALUES ($1, $2, $3, $4, $5, $6, 'active', $7, $8)",
    )
    .bind(new.id)
    .bind(new.organization_id)
    .bind(new.offering_id)
    .bind(new.plan)
    .bind(new.version)
    .bind(new.terms_version)
    .bind(new.order_id)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The subscription with this id.
pub async fn find(conn: &mut Conn, id: SubscriptionId) -> Result<Option<SubscriptionRow>, DbError> {
    Sql::new(concat!(select!(), " WHERE s.id = $1")).bind(id).optional(conn).await
}

/// The running subscription of an organisation to an offering.
pub async fn running(
    conn: &mut Conn,
    organization_id: OrganizationId,
    offering_id: OfferingId,
) -> Result<Option<SubscriptionRow>, DbError> {
    Sql::new(concat!(
        select!(),
        " WHERE s.organization_id = $1 AND s.offering_id = $2 AND s.state = 'active'"
    ))
    .bind(organization_id)
    .bind(offering_id)
    .optional(conn)
    .await
}

/// The organisation's subscriptions, newest first, older than `before`, at most `limit`.
pub async fn list(
    conn: &mut Conn,
    organization_id: OrganizationId,
    before: Option<SubscriptionId>,
    limit: i64,
) -> Result<Vec<SubscriptionRow>, DbError> {
    let mut sql = Sql::new(concat!(select!(), " WHERE s.organization_id = ")).arg(organization_id);
    if let Some(before) = before {
        sql.push(" AND s.id < ");
        sql = sql.arg(before);
    }
    sql.text(" ORDER BY s.id DESC LIMIT ").arg(limit).all(conn).await
}

/// The organisation's subscriptions that run, in the order in which they began; at most `limit`.
pub async fn running_of(
    conn: &mut Conn,
    organization_id: OrganizationId,
    limit: i64,
) -> Result<Vec<SubscriptionRow>, DbError> {
    Sql::new(concat!(
        select!(),
        " WHERE s.organization_id = $1 AND s.state = 'active' ORDER BY s.id LIMIT $2"
    ))
    .bind(organization_id)
    .bind(limit)
    .all(conn)
    .await
}

/// Running subscriptions to a plan that began before `began`, after `after`, at most `limit`.
pub async fn of_plan(
    conn: &mut Conn,
    offering_id: OfferingId,
    plan: &str,
    began: Timestamp,
    after: Option<SubscriptionId>,
    limit: i64,
) -> Result<Vec<SubscriptionRow>, DbError> {
    Sql::new(concat!(
        select!(),
        " WHERE s.offering_id = $1 AND s.plan = $2 AND s.state = 'active' AND s.id > $3 AND s.started_at < $4 \
         ORDER BY s.id LIMIT $5"
    ))
    .bind(offering_id)
    .bind(plan)
    .bind(after.map_or_else(String::new, |id| id.to_string()))
    .bind(began)
    .bind(limit)
    .all(conn)
    .await
}

/// Holds a running subscription until the work ends; false where it doesn't run. Whoever adds to what it has and
/// whoever ends it wait for each other here.
pub async fn hold(conn: &mut Conn, id: SubscriptionId) -> Result<bool, DbError> {
    Sql::new("UPDATE subscriptions SET plan = plan WHERE id = $1 AND state = 'active'")
        .bind(id)
        .changes_one(conn)
        .await
}

/// Ends a running subscription; false where it had ended.
pub async fn end(
    conn: &mut Conn,
    id: SubscriptionId,
    order_id: OrderId,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE subscriptions SET state = 'ended', end_order_id = $1, ended_at = $2 WHERE id = $3 AND state = 'active'",
    )
    .bind(order_id)
    .bind(now)
    .bind(id)
    .changes_one(conn)
    .await
}

/// Notes an agreement; once for an order.
pub async fn consent(
    conn: &mut Conn,
    id: OfferingConsentId,
    (member_id, organization_id): (MemberId, OrganizationId),
    terms_id: OfferingTermsId,
    order_id: OrderId,
    now: Timestamp,
) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO offering_consents (id, member_id, organization_id, terms_id, order_id, agreed_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (order_id) DO NOTHING",
    )
    .bind(id)
    .bind(member_id)
    .bind(organization_id)
    .bind(terms_id)
    .bind(order_id)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The agreement that an order came with.
pub async fn consent_of(conn: &mut Conn, order_id: OrderId) -> Result<Option<ConsentRow>, DbError> {
    Sql::new(
        "SELECT c.id, c.member_id, m.login_id, t.version, c.agreed_at FROM offering_consents c \
         JOIN members m ON m.id = c.member_id JOIN offering_terms t ON t.id = c.terms_id WHERE c.order_id = $1",
    )
    .bind(order_id)
    .optional(conn)
    .await
}

/// Notes that a subscription's people are told of a price; false where they were.
pub async fn note_told(
    conn: &mut Conn,
    price_id: PriceId,
    id: SubscriptionId,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "INSERT INTO price_notices (price_id, subscription_id, told_at) VALUES ($1, $2, $3) \
         ON CONFLICT (price_id, subscription_id) DO NOTHING",
    )
    .bind(price_id)
    .bind(id)
    .bind(now)
    .changes_one(conn)
    .await
}

record! {
    /// An order about a subscription that has not ended.
    #[derive(Debug, Clone)]
    pub struct OpenOrderRow {
        /// The order.
        pub id: OrderId,
        /// Its form, as JSON.
        pub form: String,
    }
}

/// The organisation's orders to subscribe and to give up that have not ended; 200 at most.
pub async fn open_orders(conn: &mut Conn, id: OrganizationId) -> Result<Vec<OpenOrderRow>, DbError> {
    Sql::new(
        "SELECT id, form FROM orders WHERE organization_id = $1 AND kind IN ('subscription', 'termination') \
         AND state NOT IN ('done', 'rejected', 'cancelled') ORDER BY id LIMIT 200",
    )
    .bind(id)
    .all(conn)
    .await
}
