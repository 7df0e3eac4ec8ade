//! The product: a folder per feature, a file per operation.
//!
//! Every surface (console, REST, command line) calls the operations here and only translates. An operation
//! takes a [`Ctx`] and its own input, authorizes next to what it guards, and writes the change, its audit
//! entry and the jobs that carry its side effects in one transaction ([`Work`]).
//! Read `members/sign_up.rs` first: it is the one that all others are made after.

pub mod announcements;
pub mod approvals;
pub mod audit;
mod authz;
pub mod billing;
pub mod captcha;
pub mod catalog;
pub mod clusters;
mod context;
mod error;
pub mod events;
pub mod housekeeping;
pub mod idempotency;
pub mod jobs;
pub mod limits;
pub mod members;
pub mod notices;
pub mod orders;
pub mod organizations;
pub mod outbox;
mod page;
pub mod projects;
pub mod promotions;
pub mod quota;
pub mod settings;
pub mod subscriptions;
pub mod terms;
mod vault;
mod work;

pub use authz::{Action, Actor, Capacity, Scope, Standing, Via, matrix};
pub use context::{Ctx, Entropy, Origin, Platform, SystemClock, SystemEntropy};
pub use error::{Blocker, Error, FieldError, Refusal, Result};
pub use page::Page;
pub use settings::Settings;
pub use vault::{MasterKey, Vault, VaultError};
pub use work::{Entry, Work};
