//! The real program, as it is shipped: started, asked, killed, started again.

#![expect(clippy::unwrap_used, reason = "a test says by panicking that it fails")]

mod backup;
mod cli;
mod crash;
mod doctor;
mod first_start;
mod harness;
mod journey;
mod kill;
mod mail;
mod outage;
mod proxy;
mod stop;
