//! The console through the whole router, on both databases: who may use which page, what its forms take, and
//! what its pages are made of.

#![allow(
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    clippy::manual_pattern_char_comparison,
    clippy::allow_attributes,
    reason = "a test says by panicking that it fails"
)]

mod announcements;
mod audit;
mod errors;
mod forms;
mod hostile;
mod html;
mod jobs;
mod members;
mod outbox;
mod pages;
mod roles;
mod sessions;
mod site;
mod terms;
mod things;
