//! Billing 「청구」: money, months as Korea counts them, what a part of a month costs, who pays.

mod business_number;
mod money;
mod month;
mod share;

pub use business_number::{BusinessNumber, CorporateNumber};
pub use money::Money;
pub use month::Month;
pub use share::{Rate, metered, monthly};
