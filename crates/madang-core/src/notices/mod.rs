//! Notices 「알림」: what members are told in the console and by mail.

mod tell;

pub use tell::{Tell, tell};
