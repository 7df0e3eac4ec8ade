//! What holds for prices and bills.

use madang_model::Secret;
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
    /// The payment gateway, where cards are registered and charged.
    pub gateway: Gateway,
}

/// The payment gateway.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Gateway {
    /// Which one: `sandbox`, which charges nothing, `tosspay`, `stripe`, or `none`.
    pub driver: GatewayDriver,
    /// How long an answer is waited for, in seconds.
    pub timeout_seconds: u32,
    /// Toss Pay.
    pub tosspay: TossPay,
    /// Stripe.
    pub stripe: Stripe,
}

/// Which payment gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum GatewayDriver {
    /// The built-in one, for trying out: it takes documented test cards and charges nothing.
    Sandbox,
    /// Toss Pay's billing keys.
    TossPay,
    /// Stripe.
    Stripe,
    /// None: cards can't be registered.
    None,
}

/// Toss Pay.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TossPay {
    /// Where its API is.
    pub base_url: String,
    /// The shop's API key.
    #[schemars(with = "Option<String>")]
    pub api_key: Option<Secret>,
}

/// Stripe.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Stripe {
    /// Where its API is.
    pub base_url: String,
    /// The account's secret key.
    #[schemars(with = "Option<String>")]
    pub secret_key: Option<Secret>,
}

impl Default for Gateway {
    fn default() -> Self {
        Self {
            driver: GatewayDriver::Sandbox,
            timeout_seconds: 20,
            tosspay: TossPay::default(),
            stripe: Stripe::default(),
        }
    }
}

impl Default for TossPay {
    fn default() -> Self {
        Self { base_url: "https://pay.toss.im".to_owned(), api_key: None }
    }
}

impl Default for Stripe {
    fn default() -> Self {
        Self { base_url: "https://api.stripe.com".to_owned(), secret_key: None }
    }
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
        Self { price_notice_days: 30, address_search: AddressSearch::Sample, gateway: Gateway::default() }
    }
}
