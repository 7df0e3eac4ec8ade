//! The words of Madang as types: ids, names, states and their transitions.
//!
//! No IO, no async, no SQL, no HTTP, no wire format. What is parsed here cannot be wrong afterwards;
//! what a reader is told about a refusal is a [`Rule`] code, worded by `madang-i18n`.
//! Start with [`id`], then [`members`].

pub mod approvals;
pub mod billing;
pub mod catalog;
pub mod clusters;
pub mod id;
pub mod members;
pub mod orders;
pub mod organizations;
pub mod personal;
pub mod projects;
pub mod quota;
pub mod rule;
pub mod secret;
pub mod text;
pub mod time;
mod words;

pub use id::*;
pub use rule::Rule;
pub use secret::Secret;
pub use time::{Clock, Timestamp};
