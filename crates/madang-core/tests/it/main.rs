//! The core's operations on real databases, each on SQLite and on PostgreSQL: a module per operation, mirroring
//! `src/`. What such a test is like: `docs/dev/testing.md`.

mod sign_up;
