//! Quota 「할당량」: an organisation's, out of which its projects get theirs, and a project's, out of which its
//! resources take. What an order asks for is held in the transaction that submits it, so that two orders
//! together never get more than there is; the hold becomes use, or is let go, when the order ends.

mod hold;
mod read;
mod set_organization;
mod settle;
mod take;

pub use hold::{Claim, hold};
pub use read::{Quota, QuotaLine, read};
pub use set_organization::{SetOrganizationQuota, set_organization};
pub use settle::{release, settle};
pub(crate) use take::in_order;
pub use take::{give, take};
