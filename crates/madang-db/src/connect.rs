//! Connections: a pool to read with and a way to write.

use std::ops::{Deref, DerefMut};
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AnyPool, ConnectOptions, Connection as _, Executor, Transaction};

use crate::DbError;

/// One connection; what every query takes. A [`Tx`] and a [`Reader`] both give one.
pub type Conn = AnyConnection;

/// Which database answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded default.
    Sqlite,
    /// One setting away.
    Postgres,
}

/// The database.
///
/// SQLite has one writer at a time whatever one does, so writers queue here, in order, rather than in
/// SQLite's own busy loop, which is unfair and polls.
#[derive(Clone)]
pub struct Db {
    read: AnyPool,
    write: AnyPool,
    engine: Engine,
}

/// How long a caller waits for a free connection before it is told that the database is busy.
const ACQUIRE: Duration = Duration::from_secs(10);

impl Db {
    /// Connects to `sqlite://FILE` or `postgres://…`, with at most `connections` at once. A SQLite file is
    /// made where there is none.
    pub async fn connect(url: &str, connections: u32) -> Result<Self, DbError> {
        sqlx::any::install_default_drivers();
        let engine = if url.starts_with("sqlite:") {
            Engine::Sqlite
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Engine::Postgres
        } else {
            return Err(DbError::Setting("database.url begins with sqlite: or postgres:".into()));
        };
        let options: AnyConnectOptions =
            url.parse().map_err(|_| DbError::Setting("database.url is not a database address".into()))?;
        let options = options.disable_statement_logging();
        let pool = |size: u32| {
            AnyPoolOptions::new()
                .max_connections(size)
                .acquire_timeout(ACQUIRE)
                // A full disk makes SQLite end a transaction by itself, which the driver does not notice: the
                // connection would refuse every further one. It is closed, and a new one made.
                .before_acquire(|conn, _| {
                    let usable = !conn.is_in_transaction();
                    Box::pin(async move { Ok(usable) })
                })
                .after_connect(move |conn, _| {
                    Box::pin(async move {
                        if engine == Engine::Sqlite {
                            conn.execute(
                                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                                 PRAGMA busy_timeout = 10000; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 268435456;",
                            )
                            .await?;
                        }
                        Ok(())
                    })
                })
        };
        let write_size = if engine == Engine::Sqlite { 1 } else { connections };
        let write = pool(write_size).connect_with(options.clone()).await.map_err(DbError::from)?;
        let read = match engine {
            Engine::Sqlite => pool(connections.max(2)).min_connections(1).connect_with(options).await?,
            Engine::Postgres => write.clone(),
        };
        Ok(Self { read, write, engine })
    }

    /// Which database answers.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// A connection to read with. What it reads may be older than a transaction that is still open.
    pub async fn read(&self) -> Result<Reader, DbError> {
        Ok(Reader(self.read.acquire().await?))
    }

    /// A transaction that may write. Dropping it without [`Tx::commit`] undoes it.
    pub async fn begin(&self) -> Result<Tx, DbError> {
        let tx = match self.engine {
            // A transaction that starts by reading can't become a writer once another has written.
            Engine::Sqlite => self.write.begin_with("BEGIN IMMEDIATE").await?,
            Engine::Postgres => self.write.begin().await?,
        };
        Ok(Tx(tx))
    }

    /// A transaction that sees one unchanging state of everything, for backups.
    pub async fn snapshot(&self) -> Result<Tx, DbError> {
        let tx = match self.engine {
            Engine::Sqlite => self.read.begin().await?,
            Engine::Postgres => {
                self.read.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?
            }
        };
        Ok(Tx(tx))
    }

    /// Closes every connection, writing SQLite's log back into its file.
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

/// A connection to read with; goes back to the pool when dropped.
pub struct Reader(PoolConnection<Any>);

impl Deref for Reader {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

/// An open transaction.
pub struct Tx(Transaction<'static, Any>);

impl Tx {
    /// Makes everything done in it last. On error nothing of it has happened, unless the connection broke
    /// while the answer was under way.
    pub async fn commit(self) -> Result<(), DbError> {
        Ok(self.0.commit().await?)
    }
}

impl Deref for Tx {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

/// Makes a database called `name` on the PostgreSQL server that `server` is connected to. For tests and
/// benchmarks; the name has to be letters, digits and underscores.
pub async fn create_database(server: &Db, name: &str) -> Result<(), DbError> {
    if !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
        return Err(DbError::Setting("a database's name has letters, digits and underscores".into()));
    }
    let mut conn = server.read().await?;
    conn.execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).await?;
    Ok(())
}
