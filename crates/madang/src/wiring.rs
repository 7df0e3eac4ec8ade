//! Puts the parts together: platform, router, worker.

use std::collections::HashSet;
use std::fs;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use axum::{Extension, Router};
use madang_console::api_reference::ApiDescription;
use madang_console::frame::Brands;
use madang_core::events::DeliverEvents;
use madang_core::members::{Hasher, breached_passwords};
use madang_core::outbox::{self, Deliver};
use madang_core::settings::{MailDriver, SmsDriver};
use madang_core::{
    Entropy, Platform, Settings, SystemClock, SystemEntropy, Vault, VaultError, approvals, billing, clusters,
    housekeeping, projects,
};
use madang_db::Db;
use madang_delivery::{SmsGateway, Smtp, WebhookPost};
use madang_i18n::Tr;
use madang_jobs::{Nudge, Worker, WorkerSettings};
use madang_model::Clock;
use madang_store::{MIGRATIONS, data_keys};
use madang_web::{Faces, Web};

use crate::keys;
use crate::machine::ThisMachine;
use crate::payments;
use crate::serve::Roles;

/// What is done about a schema that is older than the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Schema {
    /// It is brought up to date.
    Migrate,
    /// It is refused, because another program may be running on it; an empty database is made ready.
    Keep,
}

/// Opens everything that operations work on: database, keys, hasher.
pub(crate) async fn platform(settings: Settings, schema: Schema, tr: Tr) -> Result<Platform> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
    let db = database(&settings, tr).await?;
    let had = db.schema_version(MIGRATIONS).await?;
    if schema == Schema::Keep && had > 0 && had < MIGRATIONS.len() {
        bail!(tr.a("database-older", &[("had", had.into()), ("known", MIGRATIONS.len().into())]));
    }
    db.migrate(MIGRATIONS).await?;
    let sealed = !data_keys::all(&mut *db.read().await?).await?.is_empty();
    let master = keys::open(&settings, sealed, entropy.as_ref(), tr)?;
    let vault =
        Vault::open(&db, &master, Arc::clone(&entropy), clock.now()).await.map_err(|error| match error {
            VaultError::Sealed => anyhow::anyhow!(
                tr.a("key-wrong", &[("file", keys::path(&settings).display().to_string().into())])
            ),
            VaultError::MasterKey | VaultError::Db(_) => error.into(),
        })?;
    let hasher = Hasher::new(
        settings.password.memory_kib,
        settings.password.passes,
        breached(&settings)?,
        Arc::clone(&entropy),
    )
    .context("password.memory_kib and password.passes are not parameters that Argon2id takes")?;
    let settings = Arc::new(settings);
    let addresses = billing::address_book(&settings);
    let payments = payments::gateway(&settings, &entropy, &clock)?;
    Ok(Platform {
        db,
        settings,
        vault,
        hasher,
        clock,
        entropy,
        nudge: Nudge::default(),
        holdings: Arc::new([
            Arc::new(madang_core::organizations::Belongings) as Arc<dyn madang_core::members::Holdings>
        ]),
        project_holdings: Arc::from([]),
        order_kinds: projects::order_kinds()
            .into_iter()
            .chain(madang_core::subscriptions::order_kinds())
            .collect(),
        products: Arc::from([]),
        business_register: Arc::new(billing::NoRegister),
        addresses,
        payments,
    })
}

/// Connects to the database of the settings; SQLite's file is made where there is none.
pub(crate) async fn database(settings: &Settings, tr: Tr) -> Result<Db> {
    if settings.database.url.is_none() {
        make_data_folder(settings)?;
    }
    Db::connect(&database_url(settings), settings.database.connections)
        .await
        .with_context(|| tr.s("database-away"))
}

/// Makes the data folder, for its owner alone.
pub(crate) fn make_data_folder(settings: &Settings) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    let folder = &settings.server.data_dir;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| format!("the data folder {} can't be made", folder.display()))
}

/// The passwords that may not be used.
fn breached(settings: &Settings) -> Result<HashSet<String>> {
    let more = match &settings.password.breached_file {
        Some(path) => fs::read_to_string(path)
            .with_context(|| format!("password.breached_file {} can't be read", path.display()))?,
        None => String::new(),
    };
    Ok(breached_passwords(settings.password.policy(), &more))
}

/// The settings' database, or SQLite in the data folder.
pub(crate) fn database_url(settings: &Settings) -> String {
    match &settings.database.url {
        Some(url) => url.reveal().to_owned(),
        None => format!("sqlite://{}?mode=rwc", settings.server.data_dir.join("madang.db").display()),
    }
}

/// The surfaces among `roles` as one router. Health and figures are there whatever the roles.
pub(crate) fn router(web: Web, roles: Roles) -> Result<Router> {
    let brands = Brands::new(&web.platform.settings).map_err(anyhow::Error::msg)?;
    let mut routes = Router::new();
    if roles.console {
        routes = routes.merge(madang_console::router(&brands));
    }
    if roles.api {
        routes = routes.merge(madang_api::router()).layer(Extension(ApiDescription(madang_api::openapi)));
    }
    let faces = Faces { api: madang_api::face::problem, page: madang_console::face::page };
    let pages = payments::pages(&web.platform, roles)?;
    Ok(madang_web::assemble(web, routes, faces, madang_console::shell::CONTENT_SECURITY_POLICY)
        .layer(Extension(brands))
        .merge(pages))
}

/// The worker with everything it runs.
pub(crate) fn worker(platform: &Platform) -> Result<Worker> {
    let settings = WorkerSettings {
        concurrency: i64::from(platform.settings.jobs.concurrency),
        attempts: i64::from(platform.settings.jobs.attempts),
        ..WorkerSettings::default()
    };
    let mut name = [0; 8];
    platform.entropy.fill(&mut name);
    let name: String = name.iter().map(|b| format!("{b:02x}")).collect();
    let mut worker =
        Worker::new(platform.db.clone(), Arc::clone(&platform.clock), name, settings, platform.nudge.clone());
    worker = worker.handler(Arc::new(deliver(platform)?));
    worker = worker.handler(Arc::new(madang_core::orders::Fulfil { platform: platform.clone() }));
    worker = worker.handler(Arc::new(madang_core::subscriptions::TearDown { platform: platform.clone() }));
    worker =
        worker.handler(Arc::new(madang_core::subscriptions::AnnouncePrice { platform: platform.clone() }));
    worker = worker.handler(Arc::new(billing::ForgetCard { platform: platform.clone() }));
    let post = Arc::new(WebhookPost::new(&platform.settings.webhooks)?);
    worker = worker.handler(Arc::new(DeliverEvents::new(platform.clone(), post)));
    let machine = Arc::new(ThisMachine::of(&platform.settings));
    worker = worker.reconciler(clusters::reconciler(platform, machine));
    for reconciler in
        housekeeping::reconcilers(platform).into_iter().chain(madang_core::orders::reconcilers(platform))
    {
        worker = worker.reconciler(reconciler);
    }
    for reconciler in approvals::reconcilers(platform).into_iter().chain(billing::reconcilers(platform)) {
        worker = worker.reconciler(reconciler);
    }
    Ok(worker)
}

/// What delivers messages, with the drivers of the settings.
fn deliver(platform: &Platform) -> Result<Deliver> {
    let (mail, sms) = (&platform.settings.mail, &platform.settings.sms);
    let mail: Option<Arc<dyn outbox::MailDriver>> = match mail.driver {
        MailDriver::Smtp => Some(Arc::new(Smtp::new(mail)?)),
        MailDriver::Outbox => None,
    };
    let sms: Option<Arc<dyn outbox::SmsDriver>> = match sms.driver {
        SmsDriver::Http => Some(Arc::new(SmsGateway::new(sms)?)),
        SmsDriver::Outbox => None,
    };
    Ok(Deliver { platform: platform.clone(), mail, sms })
}
