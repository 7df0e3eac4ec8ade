//! Terms documents 「약관」: versions of what members agree to. A version never changes once it is published;
//! a new one of a required document is agreed to before anything else is done. Who agreed to what is
//! recorded by `accept.rs`, and at sign-up by `members/sign_up.rs`.

mod accept;
mod builtin;
mod current;
mod get;
mod list;
mod publish;

pub use accept::{accept, pending};
pub use builtin::seed_builtin;
pub use current::{Document, current};
pub use get::{get, get_version};
pub use list::{TermsQuery, list};
pub use publish::{PublishTerms, check, publish};
