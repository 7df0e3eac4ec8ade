//! Quota 「할당량」: an organisation's, out of which its projects get theirs, and a project's, out of which its
//! resources take. What an order asks for is held in the transaction that submits it, so that two orders
//! together never get more than there is; the hold becomes use, or is let go, when the order ends.

mod hold;
mod read;
mod settle;

pub use hold::{Claim, hold};
pub use read::{Quota, QuotaLine, read};
pub use settle::{release, settle};
