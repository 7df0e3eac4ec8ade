//! Subscriptions 「상품 이용」: an organisation subscribes to a plan of an offering, its projects use it, and it gives
//! the offering up 「상품 해지」 when nothing of it is in use any more.
//!
//! Both are orders (guide 000 §2.1.3, §3), so that a policy may put an approval in between. What a product keeps for
//! a subscription is its own to say, by [`ProductHoldings`].

mod announce_price;
mod bill;
mod exit_plan;
mod export;
mod get;
mod holdings;
mod kind;
mod list;
mod offer;
mod subscribe;
mod tear_down;
mod terminate;
mod termination_kind;
mod usage;

use std::sync::Arc;

pub use announce_price::{ANNOUNCE_PRICE, AnnouncePrice};
pub use bill::{Bill, BillLine};
pub use exit_plan::{ExitPlan, ExitStep, exit_plan};
pub use export::export;
pub use get::{Held, Subscription, get, intervals};
pub(crate) use holdings::end_of_organization;
pub use holdings::{InUse, ProductHoldings};
pub use kind::{Promised, promised};
pub use list::{Listed, list};
pub use offer::{Offer, offer};
pub use subscribe::{Subscribe, subscribe};
pub use tear_down::{TEAR_DOWN, TearDown, tear_down};
pub use terminate::terminate;
pub use usage::{begin_use, end_use, require};

use crate::orders::OrderKind;

/// The kinds of order that this feature brings.
pub fn order_kinds() -> Vec<Arc<dyn OrderKind>> {
    vec![Arc::new(kind::SubscriptionKind), Arc::new(termination_kind::TerminationKind)]
}
