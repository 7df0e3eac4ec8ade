//! The real program, as it is shipped: started, asked, killed, started again.

#![allow(
    clippy::unwrap_used,
    clippy::explicit_auto_deref,
    clippy::wildcard_enum_match_arm,
    clippy::manual_pattern_char_comparison,
    clippy::allow_attributes,
    reason = "a test says by panicking that it fails"
)]

mod backup;
mod cli;
mod crash;
mod doctor;
mod first_start;
mod harness;
mod journey;
mod mail;
mod outage;
mod proxy;
mod stop;
