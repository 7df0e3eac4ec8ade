//! Billing 「청구」: money, months as Korea counts them, what a part of a month costs, who pays.

mod account;
mod address;
mod business_number;
mod discount;
mod money;
mod month;
mod share;

pub use account::{
    AccountState, BusinessStanding, CheckOutcome, MAX_CARD_FAILURES, PayerKind, PaymentMethod,
};
pub use address::{Address, CompanyName, Postcode};
pub use business_number::{BusinessNumber, CorporateNumber};
pub use discount::{Discount, DiscountKind};
pub use money::Money;
pub use month::Month;
pub use share::{Rate, metered, monthly};
