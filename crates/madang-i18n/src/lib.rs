//! Every word that a person reads, in Korean and English: Fluent files under `locales/`, one per area,
//! built into the program. Surfaces and mails ask for a message by key through [`Tr`].
//!
//! What lives here: languages, lookup, and how dates and numbers are written. No page, no mail, no rule.

mod format;
mod lang;
mod messages;

pub use format::Zone;
pub use lang::Lang;
pub use messages::{Arg, Tr};
