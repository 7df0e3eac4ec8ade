//! What keeps a subscription from being given up.

use async_trait::async_trait;
use madang_db::Conn;
use madang_model::billing::Money;
use madang_model::catalog::Product;
use madang_model::{OrganizationId, Timestamp};
use madang_store::subscriptions::{self, SubscriptionRow};

use crate::{Blocker, Ctx, Result};

/// A thing of a subscription that is in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InUse {
    /// What kind of thing: the key of its word, `blocker-<kind>`.
    pub kind: &'static str,
    /// Which.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Where it is in the console.
    pub path: String,
    /// Since when it has been there.
    pub since: Timestamp,
    /// What a month of it costs, without tax.
    pub month: Money,
}

/// What a product keeps for subscriptions. Apps, services, virtual machines and workspaces each bring one; while any
/// names something, the subscription is not given up.
#[async_trait]
pub trait ProductHoldings: Send + Sync {
    /// Whose things these are.
    fn product(&self) -> Product;

    /// What of the subscription is in use, in the order in which it has to be ended (what hangs on something before
    /// that), 200 at most.
    async fn in_use(&self, conn: &mut Conn, subscription: &SubscriptionRow) -> Result<Vec<InUse>>;

    /// Ends one of them. Ended already, it is done; what is refused or goes wrong can be tried again.
    async fn end(&self, ctx: &Ctx, subscription: &SubscriptionRow, what: &InUse) -> Result<()>;
}

/// What of the subscription is in use, by every product that it is of.
pub(super) async fn in_use(ctx: &Ctx, conn: &mut Conn, subscription: &SubscriptionRow) -> Result<Vec<InUse>> {
    let mut found = Vec::new();
    for holdings in ctx.platform.products.iter().filter(|one| one.product() == subscription.product) {
        found.extend(holdings.in_use(conn, subscription).await?);
    }
    Ok(found)
}

/// The same, as what stands in the way.
pub(super) fn blockers(found: &[InUse]) -> Vec<Blocker> {
    let blocker =
        |what: &InUse| Blocker { kind: what.kind, name: what.name.clone(), path: what.path.clone() };
    found.iter().map(blocker).collect()
}

/// How many subscriptions are named as being in the way.
const NAMED: i64 = 20;

/// The running subscriptions of an organisation that is to be closed.
pub(crate) async fn end_of_organization(conn: &mut Conn, id: OrganizationId) -> Result<Vec<Blocker>> {
    let running = subscriptions::running_of(conn, id, NAMED).await?;
    let blocker = |row: SubscriptionRow| Blocker {
        kind: "subscription",
        name: row.code.to_string(),
        path: format!("/subscriptions/{}", row.id),
    };
    Ok(running.into_iter().map(blocker).collect())
}
