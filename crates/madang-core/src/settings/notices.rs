//! Notices, and what organisations have told to their own programs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Notices.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Notices {
    /// After how many days notices are forgotten, read or not.
    pub keep_days: u32,
}

impl Default for Notices {
    fn default() -> Self {
        Self { keep_days: 180 }
    }
}

/// Webhooks.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Webhooks {
    /// Whether webhooks may be sent to addresses of this machine and of private networks, and by http. Whoever
    /// owns an organisation could then reach what stands behind the firewall.
    pub allow_private: bool,
    /// How long a receiver may take to answer, in seconds.
    pub timeout_seconds: u32,
    /// How many tries a delivery gets: at once, after 5 seconds, 5 and 30 minutes, 2, 5, 10 and 14 hours.
    pub attempts: u32,
    /// After how many failed deliveries in a row a webhook is paused.
    pub pause_after: u32,
    /// How many webhooks an organisation may have.
    pub per_organization: u32,
    /// After how many days events and what became of their deliveries are forgotten.
    pub keep_days: u32,
}

impl Default for Webhooks {
    fn default() -> Self {
        Self {
            allow_private: false,
            timeout_seconds: 10,
            attempts: 8,
            pause_after: 10,
            per_organization: 10,
            keep_days: 90,
        }
    }
}
