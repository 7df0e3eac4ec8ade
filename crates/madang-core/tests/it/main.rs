//! The core's operations on real databases, each on SQLite and on PostgreSQL: a module per operation, mirroring
//! `src/`. What such a test is like: `docs/dev/testing.md`.

#![expect(clippy::unwrap_used, reason = "a test says by panicking that it fails")]

mod approvals;
mod audit;
mod authz;
mod billing;
mod captcha;
mod catalog;
mod change_email;
mod expect;
mod export_data;
mod find_id;
mod housekeeping;
mod idempotency;
mod jobs;
mod limits;
mod notices;
mod operators;
mod orders;
mod organizations;
mod outbox;
mod passwords;
mod phone_code;
mod profile;
mod projects;
mod reset_password;
mod schema;
mod sessions;
mod sign_in;
mod sign_up;
mod ssh_keys;
mod subscriptions;
mod terms;
mod texts;
mod tokens;
mod verify_email;
mod webhooks;
mod withdraw;
