//! What can go wrong with a database, told apart by what a caller can do about it.

use sqlx::error::ErrorKind;

/// A database error.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A unique constraint refused a row. The name is `<table>_<column>[_<column>…]_key` on both engines.
    #[error("the constraint {0} refused a row")]
    Unique(String),
    /// The database can't be reached, is overloaded, or its disk is full: the same call may work later.
    #[error("the database is unavailable")]
    Unavailable(#[source] sqlx::Error),
    /// A row that the wanted type can't hold.
    #[error("column {column} holds an unexpected value")]
    Decode {
        /// The column's name.
        column: String,
    },
    /// The address or another setting of the database is wrong.
    #[error("{0}")]
    Setting(String),
    /// The migrations and the database don't fit together.
    #[error("{0}")]
    Migration(String),
    /// A mistake in a query or the schema.
    #[error("the database refused a statement")]
    Other(#[source] sqlx::Error),
}

impl DbError {
    /// Whether this is the unique constraint `name`.
    pub fn is_unique(&self, name: &str) -> bool {
        matches!(self, Self::Unique(found) if found == name)
    }
}

/// SQLSTATE classes that pass by themselves: connection trouble, deadlock or serialization failure,
/// out of disk or memory, shutdown.
const PASSING: [&str; 5] = ["08", "40", "53", "57", "58"];

#[expect(clippy::wildcard_enum_match_arm, reason = "sqlx's enum grows; what is not known to pass does not")]
impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(refused) => {
                if refused.kind() == ErrorKind::UniqueViolation {
                    let name = refused
                        .constraint()
                        .map_or_else(|| sqlite_constraint(refused.message()), str::to_owned);
                    return Self::Unique(name);
                }
                let code = refused.code().unwrap_or_default();
                let passing_state = code.len() == 5 && PASSING.iter().any(|class| code.starts_with(class));
                // SQLite's primary result codes BUSY, LOCKED, IOERR, FULL, CANTOPEN (extended codes carry them in the low byte).
                let passing_code = code.len() != 5
                    && code.parse::<i32>().is_ok_and(|c| matches!(c & 0xff, 5 | 6 | 10 | 13 | 14));
                if passing_state || passing_code { Self::Unavailable(error) } else { Self::Other(error) }
            }
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Tls(_) => Self::Unavailable(error),
            sqlx::Error::ColumnDecode { index, .. } => Self::Decode { column: index.clone() },
            _ => Self::Other(error),
        }
    }
}

/// SQLite names the columns, not the constraint: `UNIQUE constraint failed: members.login_key`.
fn sqlite_constraint(message: &str) -> String {
    let columns = message.rsplit_once(": ").map_or(message, |(_, columns)| columns);
    let mut name = String::new();
    for column in columns.split(", ") {
        match column.split_once('.') {
            Some((table, column)) if name.is_empty() => name = format!("{table}_{column}"),
            Some((_, column)) => name = format!("{name}_{column}"),
            None => return columns.to_owned(),
        }
    }
    name + "_key"
}

#[cfg(test)]
mod tests {
    #[test]
    fn sqlite_s_columns_become_the_constraint_s_name() {
        let name = super::sqlite_constraint("UNIQUE constraint failed: terms.kind, terms.version");
        assert_eq!(name, "terms_kind_version_key");
    }
}
