//! Forward-only migrations, written once for both engines.
//!
//! A migration is plain SQL with three marks for what the engines spell differently: `{{key}}` is a text
//! column that is compared and ordered byte by byte, `{{blob}}` a column of bytes, and a part between
//! `-- only sqlite` or `-- only postgres` and `-- end` is for that engine alone (triggers).

use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Executor};

use crate::{Conn, Db, DbError, Engine, Sql, record};

/// One step of the schema.
pub struct Migration {
    /// Its place in the order, from 1.
    pub number: i64,
    /// What it brings.
    pub name: &'static str,
    /// The SQL, with marks.
    pub sql: &'static str,
}

record! {
    /// A migration that this database has had.
    #[derive(Debug)]
    struct Applied {
        /// Its number.
        pub number: i64,
        /// SHA-256 of its text when it ran.
        pub checksum: String,
    }
}

impl Migration {
    fn checksum(&self) -> String {
        hex::encode(Sha256::digest(self.sql.as_bytes()))
    }

    /// The SQL that `engine` runs.
    pub fn sql_for(&self, engine: Engine) -> String {
        let (key, blob, other) = match engine {
            Engine::Sqlite => ("TEXT", "BLOB", "-- only postgres"),
            Engine::Postgres => ("TEXT COLLATE \"C\"", "BYTEA", "-- only sqlite"),
        };
        let mut kept = String::with_capacity(self.sql.len());
        let mut skipping = false;
        for line in self.sql.lines() {
            match line.trim() {
                mark if mark == other => skipping = true,
                "-- end" => skipping = false,
                _ if skipping => {}
                _ => {
                    kept.push_str(line);
                    kept.push('\n');
                }
            }
        }
        kept.replace("{{key}}", key).replace("{{blob}}", blob)
    }
}

impl Db {
    /// Runs the migrations that this database has not had, each in its own transaction; how many ran.
    /// Refuses a database that is newer than the program or whose past differs from the program's.
    pub async fn migrate(&self, migrations: &[Migration]) -> Result<usize, DbError> {
        let mut ran = 0;
        loop {
            let mut tx = self.begin().await?;
            self.lock_schema(&mut tx).await?;
            let applied: Vec<Applied> =
                Sql::new("SELECT number, checksum FROM schema_migrations ORDER BY number LIMIT 10000")
                    .all(&mut tx)
                    .await?;
            check_history(&applied, migrations)?;
            let Some(next) = migrations.get(applied.len()) else {
                return Ok(ran);
            };
            tx.execute(AssertSqlSafe(next.sql_for(self.engine()))).await?;
            Sql::new("INSERT INTO schema_migrations (number, name, checksum) VALUES ($1, $2, $3)")
                .bind(next.number)
                .bind(next.name)
                .bind(next.checksum())
                .execute(&mut tx)
                .await?;
            tx.commit().await?;
            ran += 1;
        }
    }

    /// How many of `migrations` this database has had; 0 on an empty one.
    pub async fn schema_version(&self, migrations: &[Migration]) -> Result<usize, DbError> {
        let mut tx = self.begin().await?;
        self.lock_schema(&mut tx).await?;
        let applied: Vec<Applied> =
            Sql::new("SELECT number, checksum FROM schema_migrations ORDER BY number LIMIT 10000")
                .all(&mut tx)
                .await?;
        tx.commit().await?;
        check_history(&applied, migrations)?;
        Ok(applied.len())
    }

    /// Makes several programs that start at once migrate one after the other.
    async fn lock_schema(&self, conn: &mut Conn) -> Result<(), DbError> {
        if self.engine() == Engine::Postgres {
            conn.execute("SELECT CAST(pg_advisory_xact_lock(7305514471) AS TEXT)").await?;
        }
        conn.execute(
            "CREATE TABLE IF NOT EXISTS schema_migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)",
        )
        .await?;
        Ok(())
    }
}

fn check_history(applied: &[Applied], migrations: &[Migration]) -> Result<(), DbError> {
    if applied.len() > migrations.len() {
        return Err(DbError::Migration(format!(
            "the database has {} migrations, this program knows {}: start a newer madang",
            applied.len(),
            migrations.len()
        )));
    }
    for (had, known) in applied.iter().zip(migrations) {
        if had.number != known.number || had.checksum != known.checksum() {
            return Err(DbError::Migration(format!(
                "migration {} ({}) is not the one this database had",
                known.number, known.name
            )));
        }
    }
    Ok(())
}
