//! Puts the parts together: platform, router, worker.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use axum::{Extension, Router};
use madang_console::frame::Brands;
use madang_core::members::{Hasher, breached_passwords};
use madang_core::outbox::Deliver;
use madang_core::settings::PasswordRules;
use madang_core::{Entropy, MasterKey, Platform, Settings, SystemClock, SystemEntropy, Vault};
use madang_db::Db;
use madang_jobs::{Nudge, Worker, WorkerSettings};
use madang_model::{Clock, Secret};
use madang_web::{Faces, Web};

/// Opens everything that operations work on: database (migrated), keys, hasher.
pub(crate) async fn platform(settings: Settings) -> Result<Platform> {
    fs::create_dir_all(&settings.server.data_dir).with_context(|| format!("the data folder {} can't be made", settings.server.data_dir.display()))?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
    let db = Db::connect(&database_url(&settings), settings.database.connections).await.context("the database can't be opened")?;
    db.migrate(madang_store::MIGRATIONS).await.context("the database can't be migrated")?;
    let master = master_key(&settings, entropy.as_ref())?;
    let vault = Vault::open(&db, &master, Arc::clone(&entropy), clock.now()).await?;
    let hasher = Hasher::new(settings.password.memory_kib, settings.password.passes, breached(&settings)?, Arc::clone(&entropy))
        .context("password.memory_kib and password.passes are not parameters that Argon2id takes")?;
    Ok(Platform { db, settings: Arc::new(settings), vault, hasher, clock, entropy, nudge: Nudge::default(), holdings: Arc::from([]) })
}

/// The passwords that may not be used; none under the guide's policy, which has no such list.
fn breached(settings: &Settings) -> Result<HashSet<String>> {
    if settings.password.policy == PasswordRules::Guide {
        return Ok(HashSet::new());
    }
    let more = match &settings.password.breached_file {
        Some(path) => fs::read_to_string(path).with_context(|| format!("password.breached_file {} can't be read", path.display()))?,
        None => String::new(),
    };
    Ok(breached_passwords(&more))
}

/// The settings' database, or SQLite in the data folder.
pub(crate) fn database_url(settings: &Settings) -> String {
    match &settings.database.url {
        Some(url) => url.reveal().to_owned(),
        None => format!("sqlite://{}?mode=rwc", settings.server.data_dir.join("madang.db").display()),
    }
}

/// Where the master key is.
pub(crate) fn master_key_path(settings: &Settings) -> PathBuf {
    settings.server.master_key_file.clone().unwrap_or_else(|| settings.server.data_dir.join("keys").join("master.key"))
}

fn master_key(settings: &Settings, entropy: &dyn Entropy) -> Result<MasterKey> {
    let path = master_key_path(settings);
    if !path.exists() {
        write_private(&path, MasterKey::generate(entropy).reveal())?;
    }
    let text = fs::read_to_string(&path).with_context(|| format!("the master key {} can't be read", path.display()))?;
    Ok(MasterKey::parse(&Secret::new(text))?)
}

fn write_private(path: &Path, text: &str) -> Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    Ok(())
}

/// Every surface as one router.
pub(crate) fn router(web: Web) -> Result<Router> {
    let brands = Brands::new(&web.platform.settings).map_err(anyhow::Error::msg)?;
    let routes = madang_console::router(&brands).merge(madang_api::router());
    let faces = Faces { api: madang_api::face::problem, page: madang_console::face::page };
    Ok(madang_web::assemble(web, routes, faces, madang_console::shell::CONTENT_SECURITY_POLICY).layer(Extension(brands)))
}

/// The worker with everything it runs.
pub(crate) fn worker(platform: &Platform) -> Worker {
    let settings = WorkerSettings {
        concurrency: i64::from(platform.settings.jobs.concurrency),
        attempts: i64::from(platform.settings.jobs.attempts),
        ..WorkerSettings::default()
    };
    let mut name = [0; 8];
    platform.entropy.fill(&mut name);
    let name: String = name.iter().map(|b| format!("{b:02x}")).collect();
    let deliver = Deliver { platform: platform.clone(), mail: None, sms: None };
    Worker::new(platform.db.clone(), Arc::clone(&platform.clock), name, settings, platform.nudge.clone()).handler(Arc::new(deliver))
}
