//! The database as a leaf: one code base for SQLite and PostgreSQL, with no branch per call.
//!
//! SQL is written once, in the part both engines share: `$1` placeholders, `TEXT`, `BIGINT`, `ON CONFLICT`,
//! `RETURNING`, row-value comparison. Everything here knows engines and nothing of members or orders;
//! queries live in `madang-store` (and the queue's in `madang-jobs`). Start with [`Db`].
//! Why this and not an ORM: `docs/decisions/0002-database-library.md`.

mod connect;
pub mod dump;
mod error;
mod migrate;
mod query;
mod row;
pub mod schema;

pub use connect::{Conn, Db, Engine, Reader, Tx, create_database};
pub use error::DbError;
pub use migrate::Migration;
pub use query::{Arg, Args, Sql};
pub use row::{Column, Columns, Record};
pub use sqlx::any::AnyRow;
