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
}

impl Default for Billing {
    fn default() -> Self {
        Self { price_notice_days: 30 }
    }
}
