//! Orders.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Orders 「신청」.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Orders {
    /// For how many days a quote holds. An order that is not decided by then goes back to its applicant.
    pub quote_days: u32,
    /// How many files may be attached to one order.
    pub attachments: u32,
    /// How large a file that is attached to an order may be, in MiB.
    pub attachment_mib: u32,
}

impl Default for Orders {
    fn default() -> Self {
        Self { quote_days: 14, attachments: 10, attachment_mib: 10 }
    }
}
