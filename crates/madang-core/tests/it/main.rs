//! The core's operations on real databases, each on SQLite and on PostgreSQL: a module per operation, mirroring
//! `src/`. What such a test is like: `docs/dev/testing.md`.

#![expect(clippy::unwrap_used, reason = "a test says by panicking that it fails")]

mod expect;
mod housekeeping;
mod idempotency;
mod operators;
mod sign_up;
