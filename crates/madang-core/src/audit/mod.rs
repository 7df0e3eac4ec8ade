//! The audit log: who did what to what, from where; append-only and chained by hash. Entries are written by
//! [`Work::commit`](crate::Work::commit); here is how they are chained, searched and verified.

mod chain;
mod search;
mod verify;

pub(crate) use chain::chained;
pub use chain::digest;
pub use search::{AuditQuery, search};
pub use verify::{Broken, Verified, verify};
