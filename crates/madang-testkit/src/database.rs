//! A database of a test's own, with all migrations, gone when the test ends.

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};

use madang_db::{Db, Engine};
use madang_store::MIGRATIONS;
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use tempfile::TempDir;

/// Where the tests find a PostgreSQL server on which they may make databases.
const POSTGRES: &str = "MADANG_TEST_POSTGRES_URL";

/// One lock of the server, so that one test at a time makes the template.
const TEMPLATE_LOCK: i64 = 6_021_773;

static MADE: AtomicU32 = AtomicU32::new(0);

/// A database, removed when dropped.
pub(crate) enum TestDatabase {
    /// A file in a directory of its own.
    Sqlite(TempDir),
    /// A database on the server of the environment.
    Postgres { server: String, name: String },
}

impl TestDatabase {
    /// Makes one.
    pub(crate) async fn make(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => Self::Sqlite(tempfile::tempdir().expect("a temporary directory can be made")),
            Engine::Postgres => Self::on_server(server()).await,
        }
    }

    async fn on_server(server: String) -> Self {
        let mut admin = connect(&server).await;
        let template = template(&server, &mut admin).await;
        // A test that was killed may have left one of this name behind.
        let name = format!("madang_test_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        remove(&mut admin, &name).await;
        run(&mut admin, format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        Self::Postgres { server, name }
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        match self {
            Self::Sqlite(directory) => {
                format!("sqlite://{}?mode=rwc", directory.path().join("madang.db").display())
            }
            Self::Postgres { server, name } => database_of(server, name),
        }
    }

    /// Removes it from the server.
    pub(crate) async fn remove(&self) {
        if let Self::Postgres { server, name } = self {
            remove(&mut connect(server).await, name).await;
        }
    }
}

/// Removes a database if it is there, and first the connections to it. Not by `WITH (FORCE)`, which an ordinary
/// role is refused while the server's own housekeeping is in the database; a plain DROP sends that away.
async fn remove(admin: &mut PgConnection, name: &str) {
    let others = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND usename = current_user"
    );
    run(admin, others).await;
    run(admin, format!("DROP DATABASE IF EXISTS {name}")).await;
}

fn server() -> String {
    #[expect(clippy::disallowed_methods, reason = "tests learn of their server here and nowhere else")]
    let server = std::env::var(POSTGRES);
    server.unwrap_or_else(|_| {
        panic!("{POSTGRES} is not set: run the tests as `scripts/with-postgres cargo nextest run`")
    })
}

/// The name of the database that test databases are copied from; makes it where this server has none for these
/// migrations yet. Each test is a process of its own, so it is found by name.
async fn template(server: &str, admin: &mut PgConnection) -> String {
    let mut text = Sha256::new();
    for migration in MIGRATIONS {
        text.update(migration.sql_for(Engine::Postgres));
    }
    let template = format!("madang_template_{}", &hex::encode(text.finalize())[..16]);
    let exists = format!("SELECT 1 FROM pg_database WHERE datname = '{template}'");
    if admin.fetch_optional(AssertSqlSafe(exists.clone())).await.expect("the server answers").is_some() {
        return template;
    }
    run(admin, format!("SELECT pg_advisory_lock({TEMPLATE_LOCK})")).await;
    if admin.fetch_optional(AssertSqlSafe(exists)).await.expect("the server answers").is_none() {
        let draft = format!("{template}_draft");
        remove(admin, &draft).await;
        run(admin, format!("CREATE DATABASE {draft}")).await;
        let db = Db::connect(&database_of(server, &draft), 2).await.expect("a database that was just made");
        db.migrate(MIGRATIONS).await.expect("the migrations run on an empty database");
        db.close().await;
        // Whoever finds the template finds it whole.
        run(admin, format!("ALTER DATABASE {draft} RENAME TO {template}")).await;
    }
    run(admin, format!("SELECT pg_advisory_unlock({TEMPLATE_LOCK})")).await;
    template
}

fn database_of(server: &str, name: &str) -> String {
    let (address, _) = server.rsplit_once('/').expect("the server's address ends in a database");
    format!("{address}/{name}")
}

async fn connect(server: &str) -> PgConnection {
    PgConnection::connect(server)
        .await
        .unwrap_or_else(|error| panic!("the server of {POSTGRES} answers: {error}"))
}

async fn run(conn: &mut PgConnection, statement: String) {
    sqlx::raw_sql(AssertSqlSafe(statement.clone()))
        .execute(conn)
        .await
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
}

/// Waits for `future` where nothing can be awaited, such as in a drop within a runtime.
pub(crate) fn wait_for<T: Send>(future: impl Future<Output = T> + Send) -> std::thread::Result<T> {
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
            runtime.block_on(future)
        });
        waiting.join()
    })
}
