//! What holds for prices and bills.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Prices and bills.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Billing {
    /// How many days before a higher price holds for running subscriptions it has to be set, so that subscribers can
    /// be told and leave.
    pub price_notice_days: u32,
    /// Where addresses are looked up: `sample`, or `none`, where they are typed by hand.
    pub address_search: AddressSearch,
}

/// Where addresses are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AddressSearch {
    /// The built-in sample of some hundred roads.
    Sample,
    /// Nowhere: they are typed by hand.
    None,
}

impl Default for Billing {
    fn default() -> Self {
        Self { price_notice_days: 30, address_search: AddressSearch::Sample }
    }
}
