//! A Madang of a test's own: its folder, its database, its process, which can be killed at any moment.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use madang_db::{Db, Engine, Sql};
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use tempfile::TempDir;

static MADE: AtomicU32 = AtomicU32::new(0);

/// Longer than anything here takes, even on a machine that does something else.
const PATIENCE: Duration = Duration::from_secs(60);

/// A Madang that can be started, killed and started again on the same data.
pub(crate) struct World {
    folder: TempDir,
    database: Option<String>,
    variables: Vec<(String, String)>,
    /// The address that it was given when it was first started.
    listen: String,
    running: Option<Running>,
}

struct Running {
    process: Child,
    stderr: Arc<Mutex<String>>,
}

impl World {
    /// One that has never been started, on a database of its own.
    pub(crate) async fn new(engine: Engine) -> Self {
        let mut world = Self {
            folder: tempfile::tempdir().unwrap(),
            database: None,
            variables: Vec::new(),
            listen: "127.0.0.1:0".to_owned(),
            running: None,
        };
        if engine == Engine::Postgres {
            let url = make_database().await;
            world.set("MADANG_DATABASE__URL", &url);
            world.database = Some(url);
        }
        world
    }

    /// Sets a variable for every process that is started from now on.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.to_owned(), value.to_owned()));
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A place beside the data folder.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A command of the program on this data.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        self.command_within(&[], &self.data(), arguments)
    }

    /// The same, as what another program runs.
    pub(crate) fn command_within(&self, outer: &[&str], data: &Path, arguments: &[&str]) -> Command {
        // The kernel ends it when the test is gone, however that went.
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL"]).args(outer).arg(env!("CARGO_BIN_EXE_madang")).args(arguments);
        command.arg("--data-dir").arg(data).current_dir(self.folder.path());
        command.env_clear().env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("LANG", "C.UTF-8");
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Starts it with every role, for its developers, and waits until it is ready.
    pub(crate) fn start(&mut self) {
        self.start_with(&["--dev"]);
    }

    /// Starts it with these flags and waits until it is ready.
    pub(crate) fn start_with(&mut self, flags: &[&str]) {
        let listen = self.listen.clone();
        let command = self.command(&[&["serve", "--listen", &listen], flags].concat());
        self.spawn(command);
    }

    /// Starts a command that serves and waits until it is ready.
    pub(crate) fn spawn(&mut self, mut command: Command) {
        assert!(self.running.is_none(), "it runs already");
        let mut process =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let stderr = Arc::new(Mutex::new(String::new()));
        let mut lines = BufReader::new(process.stderr.take().unwrap());
        let kept = Arc::clone(&stderr);
        std::thread::spawn(move || {
            let mut line = String::new();
            while lines.read_line(&mut line).is_ok_and(|count| count > 0) {
                kept.lock().unwrap().push_str(&line);
                line.clear();
            }
        });
        let mut said = String::new();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        while !said.contains("http://") {
            let ended = stdout.read_line(&mut said).unwrap() == 0;
            assert!(!ended, "it ended before it was ready:\n{said}{}", stderr.lock().unwrap());
        }
        // The rest comes in one piece with the address; what comes later is nobody's.
        std::thread::spawn(move || stdout.read_to_string(&mut String::new()));
        let address = said.rsplit_once("http://").unwrap().1.trim().to_owned();
        self.listen = address;
        self.running = Some(Running { process, stderr });
    }

    /// Where it is.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.listen)
    }

    /// Its process.
    pub(crate) fn process_id(&self) -> u32 {
        self.running.as_ref().unwrap().process.id()
    }

    /// What it has logged so far.
    pub(crate) fn log(&self) -> String {
        self.running.as_ref().map(|running| running.stderr.lock().unwrap().clone()).unwrap_or_default()
    }

    /// Kills it without warning.
    pub(crate) fn kill(&mut self) {
        let mut running = self.running.take().expect("it runs");
        running.process.kill().unwrap();
        running.process.wait().unwrap();
    }

    /// Sends it a signal by name.
    pub(crate) fn signal(&self, name: &str) {
        let done = Command::new("kill").args(["-s", name, &self.process_id().to_string()]).status().unwrap();
        assert!(done.success());
    }

    /// Waits until it has ended by itself.
    pub(crate) fn wait(&mut self) -> ExitStatus {
        self.running.take().expect("it runs").process.wait().unwrap()
    }

    /// Runs a verb to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).stdin(Stdio::null()).output().unwrap()
    }

    /// Runs a verb that has to succeed, with this on its input; its output.
    pub(crate) fn ok(&self, arguments: &[&str], input: &str) -> String {
        said_by(self.command(arguments), input)
    }

    /// Messages as `madang admin outbox` tells them, oldest first.
    pub(crate) fn outbox(&self) -> Vec<Value> {
        serde_json::from_str(&self.ok(&["admin", "outbox", "--json"], "")).unwrap()
    }

    /// The database's own address, whatever the program was told.
    pub(crate) fn database_url(&self) -> String {
        let file = || format!("sqlite://{}", self.data().join("madang.db").display());
        self.database.clone().unwrap_or_else(file)
    }

    /// The database, beside the program.
    pub(crate) async fn database(&self) -> Db {
        Db::connect(&self.database_url(), 2).await.unwrap()
    }

    /// The number that a query gives.
    pub(crate) async fn number(&self, query: &'static str) -> i64 {
        let db = self.database().await;
        let number = Sql::new(query).number(&mut db.read().await.unwrap()).await.unwrap();
        db.close().await;
        number
    }

    /// Lets the time pass after which the jobs of a killed program are taken by another.
    pub(crate) async fn let_leases_run_out(&self) {
        let db = self.database().await;
        let mut tx = db.begin().await.unwrap();
        Sql::new("UPDATE jobs SET run_at = 0 WHERE state IN ('queued', 'running')")
            .execute(&mut tx)
            .await
            .unwrap();
        Sql::new("UPDATE reconcilers SET leased_until = NULL").execute(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        db.close().await;
    }

    /// Lets pass what time a killed program is given before others go on: its transactions end with their connections,
    /// then its jobs are another's, and what it was asked may be asked again.
    pub(crate) async fn let_the_dead_be_forgotten(&self) {
        if self.database.is_some() {
            let others = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() \
                          AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND state <> 'idle'";
            self.until(others, 0).await;
        }
        self.let_leases_run_out().await;
        let db = self.database().await;
        let mut tx = db.begin().await.unwrap();
        Sql::new("UPDATE idempotency SET created_at = 0 WHERE state <> 'finished'")
            .execute(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        db.close().await;
    }

    /// Waits until `query` gives `wanted`: the program works on its own time, and each look is a question to it.
    pub(crate) async fn until(&self, query: &'static str, wanted: i64) {
        let db = self.database().await;
        let mut found = 0;
        let reached = tokio::time::timeout(PATIENCE, async {
            loop {
                found = Sql::new(query).number(&mut db.read().await.unwrap()).await.unwrap();
                if found == wanted {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        });
        let reached = reached.await;
        db.close().await;
        assert!(reached.is_ok(), "{query} gives {found}, not {wanted}\n{}", self.log());
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if self.running.is_some() {
            self.kill();
        }
        if let Some(url) = self.database.take() {
            std::thread::spawn(move || drop_database(&url)).join().unwrap();
        }
    }
}

/// What a command that has to succeed says, with this on its input.
pub(crate) fn said_by(mut command: Command, input: &str) -> String {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Waits until `ask` says yes, asking again and again.
pub(crate) async fn until<F: Future<Output = bool>>(what: &str, mut ask: impl FnMut() -> F) {
    let reached = tokio::time::timeout(PATIENCE, async {
        while !ask().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    assert!(reached.await.is_ok(), "{what}");
}

/// Numbers that look random and are the same for the same seed.
pub(crate) struct Seed(u64);

impl Seed {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound` (splitmix64).
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }
}

/// An empty database on the server that the tests are given.
async fn make_database() -> String {
    #[expect(clippy::disallowed_methods, reason = "tests learn of their server here and nowhere else")]
    let server = std::env::var("MADANG_TEST_POSTGRES_URL");
    let server = server.expect("run the tests as `scripts/with-postgres cargo nextest run`");
    let name = format!("madang_program_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
    let mut admin = PgConnection::connect(&server).await.unwrap();
    for statement in
        [format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"), format!("CREATE DATABASE {name}")]
    {
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut admin).await.unwrap();
    }
    format!("{}/{name}", server.rsplit_once('/').unwrap().0)
}

fn drop_database(url: &str) {
    let (server, name) = url.rsplit_once('/').unwrap();
    let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut admin = PgConnection::connect(&format!("{server}/postgres")).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut admin).await.unwrap();
    });
}
