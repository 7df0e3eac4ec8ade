//! 「상품 신청」, 「상품 해지」 and what is in between.

mod exits;
mod lives;
mod prices;
mod promotions;

use std::sync::Arc;

use madang_core::catalog::{seed, show};
use madang_core::subscriptions::{Subscribe, get, list, subscribe};
use madang_core::{Error, Result};
use madang_model::catalog::Product;
use madang_model::{OfferingId, OrderId, OrganizationId, SubscriptionId};
use madang_testkit::{Engine, FakeProduct, TestCompany, TestMadang, TestMember, charged};

/// A company that can be charged, its owner, the catalog that comes with the program, and a product whose things are
/// the test's to make.
struct Ground {
    m: TestMadang,
    product: Arc<FakeProduct>,
    owner: TestMember,
    company: TestCompany,
    offering: OfferingId,
}

async fn ground(engine: Engine) -> Ground {
    let product = Arc::new(FakeProduct::new(Product::Devpack));
    let kept = Arc::clone(&product);
    let m =
        TestMadang::assembled(engine, |_| {}, |platform| platform.products = Arc::from([kept as _])).await;
    seed(&m.system()).await.unwrap();
    let owner = m.member("owner1").await;
    let company = m.company(&owner, "한국전력KDN", "KDN1").await;
    charged(&m.system(), company.id).await;
    let offering = show(&m.visitor(), "devpack").await.unwrap().id;
    Ground { m, product, owner, company, offering }
}

impl Ground {
    fn asks(&self) -> Subscribe {
        devpack(self.company.id)
    }

    /// The owner's company subscribes to devpack.
    async fn subscribed(&self) -> SubscriptionId {
        subscribe(&self.owner, &self.asks()).await.unwrap();
        self.newest().await.unwrap()
    }

    /// The company's newest subscription.
    async fn newest(&self) -> Result<SubscriptionId> {
        let found = list(&self.owner, self.company.id, None).await?;
        found.items.first().map(|item| item.row.id).ok_or(Error::NotFound)
    }

    async fn make(&self, kind: &'static str, name: &str) -> Result<()> {
        FakeProduct::make(&self.m.system(), self.company.id, self.offering, kind, name).await
    }
}

fn devpack(organization_id: OrganizationId) -> Subscribe {
    Subscribe {
        organization_id,
        offering: "devpack".to_owned(),
        plan: "starter".to_owned(),
        terms_version: 1,
        agree: true,
        promotion: String::new(),
    }
}

async fn state_of(g: &Ground, order: OrderId) -> madang_model::orders::OrderState {
    madang_core::orders::get(&g.owner, order).await.unwrap().row.state
}

async fn is_active(g: &Ground, id: SubscriptionId) -> bool {
    get(&g.owner, id).await.unwrap().row.state == madang_model::catalog::SubscriptionState::Active
}
