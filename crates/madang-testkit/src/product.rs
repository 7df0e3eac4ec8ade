//! A product whose things exist because a test says so.

use std::sync::Mutex;

use async_trait::async_trait;
use madang_core::subscriptions::{InUse, ProductHoldings, begin_use, end_use, require};
use madang_core::{Ctx, Error, Result};
use madang_db::{Conn, Sql};
use madang_model::billing::Money;
use madang_model::catalog::{Meter, Product};
use madang_model::{OfferingId, OrganizationId, SubscriptionId, Timestamp};
use madang_store::subscriptions::SubscriptionRow;
use madang_store::usage_intervals;

/// A product of the name `devpack` or another: what is counted of a subscription beside its month is in use.
pub struct FakeProduct {
    product: Product,
    /// Whose ending goes wrong, and how often still.
    stuck: Mutex<Vec<(String, u32)>>,
    /// What was ended, in order.
    ended: Mutex<Vec<String>>,
}

impl FakeProduct {
    /// With nothing in use.
    pub fn new(product: Product) -> Self {
        Self { product, stuck: Mutex::default(), ended: Mutex::default() }
    }

    /// Makes the ending of a thing go wrong so many times.
    pub fn stick(&self, resource: &str, times: u32) {
        self.stuck.lock().expect("no holder panics").push((resource.to_owned(), times));
    }

    /// What was ended, in order.
    pub fn ended(&self) -> Vec<String> {
        self.ended.lock().expect("no holder panics").clone()
    }

    fn is_stuck(&self, resource: &str) -> bool {
        let mut stuck = self.stuck.lock().expect("no holder panics");
        match stuck.iter_mut().find(|(name, times)| name == resource && *times > 0) {
            Some((_, times)) => {
                *times -= 1;
                true
            }
            None => false,
        }
    }

    /// Puts a thing of a kind into use, as an operation of a real product would.
    pub async fn make(
        ctx: &Ctx,
        organization_id: OrganizationId,
        offering_id: OfferingId,
        kind: &'static str,
        name: &str,
    ) -> Result<()> {
        let mut work = ctx.begin().await?;
        let row = require(&mut work, organization_id, offering_id).await?;
        begin_use(&mut work, &row, None, (Meter::InstanceHour, kind, name), 1).await?;
        work.commit().await
    }

    /// Ends a thing.
    pub async fn unmake(ctx: &Ctx, id: SubscriptionId, kind: &'static str, name: &str) -> Result<()> {
        let mut work = ctx.begin().await?;
        end_use(&mut work, id, (Meter::InstanceHour, kind, name)).await?;
        work.commit().await
    }
}

/// In the order in which they have to be ended.
const KINDS: [&str; 2] = ["app", "service"];

#[async_trait]
impl ProductHoldings for FakeProduct {
    fn product(&self) -> Product {
        self.product
    }

    async fn in_use(&self, conn: &mut Conn, subscription: &SubscriptionRow) -> Result<Vec<InUse>> {
        let counted = usage_intervals::of_subscription(conn, subscription.id, None, 200).await?;
        let mut found = Vec::new();
        for kind in KINDS {
            for row in counted.iter().filter(|row| row.ended_at.is_none() && row.resource_kind == kind) {
                found.push(InUse {
                    kind,
                    id: row.resource_id.clone(),
                    name: row.resource_id.clone(),
                    path: format!("/subscriptions/{}", subscription.id),
                    since: row.started_at,
                    month: Money::from_won(10_000),
                });
            }
        }
        Ok(found)
    }

    async fn end(&self, ctx: &Ctx, subscription: &SubscriptionRow, what: &InUse) -> Result<()> {
        if self.is_stuck(&what.id) {
            return Err(Error::internal("it does not stop"));
        }
        Self::unmake(ctx, subscription.id, what.kind, &what.id).await?;
        self.ended.lock().expect("no holder panics").push(what.id.clone());
        Ok(())
    }
}

/// Says that an organisation's costs can be charged, without the forms that lead there.
pub async fn charged(ctx: &Ctx, organization_id: OrganizationId) {
    let mut work = ctx.begin().await.expect("a transaction");
    let id: madang_model::BillingAccountId = ctx.new_id();
    Sql::new(
        "INSERT INTO billing_accounts (id, organization_id, kind, state, revision, contact_name, email, mobile, postcode, \
         road_address, lot_address, detail_address, company_name, business_number, corporate_number, \
         business_standing, payer_key, method, customer, gateway, card_brand, card_tail, card_key, failures, \
         created_at, updated_at) VALUES ($1, $2, 'company', 'active', 1, '홍길동', 'hong@example.com', '01012345678', \
         '', '', '', '', '한국전력', '1208147521', '1101111234567', 'not_looked_up', '한국전력', 'tax_invoice', $3, '', '', '', \
         '', 0, $4, $5)",
    )
    .bind(id)
    .bind(organization_id)
    .bind(format!("mc-{id}"))
    .bind(Timestamp::from_micros(0))
    .bind(Timestamp::from_micros(0))
    .execute(&mut work)
    .await
    .expect("it has no payment data yet");
    work.commit().await.expect("a commit");
}
