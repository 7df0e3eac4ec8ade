//! A whole Madang in this process, on a database of its own.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use axum::extract::ConnectInfo;
use axum::{Extension, Router};
use http::Request;
use madang_console::frame::Brands;
use madang_core::members::{CreateOperator, Hasher, PasswordBy, SignIn, create_operator, sign_in};
use madang_core::{
    Ctx, Entropy, MasterKey, Origin, Platform, Settings, SystemClock, SystemEntropy, Vault, projects,
};
use madang_db::Db;
use madang_jobs::Nudge;
use madang_model::{Clock, Secret};
use madang_web::{Faces, Mode, Web};

/// A Madang with one operator.
pub(crate) struct House {
    pub(crate) platform: Platform,
    pub(crate) app: Router,
    _folder: tempfile::TempDir,
}

/// The operator's ID.
pub(crate) const ID: &str = "bench1";
/// The operator's password.
pub(crate) const PASSWORD: &str = "Measure-1!";

impl House {
    /// On SQLite, or in a database of its own on the PostgreSQL server at `server`.
    pub(crate) async fn new(server: Option<&str>) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut settings = Settings::default();
        settings.limits.requests_per_minute = u32::MAX;
        settings.limits.failures_per_address = u32::MAX;
        let url = match server {
            None => format!("sqlite://{}?mode=rwc", folder.path().join("bench.db").display()),
            Some(server) => own_database(server).await?,
        };
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
        let db = Db::connect(&url, 8).await?;
        db.migrate(madang_store::MIGRATIONS).await?;
        let master = MasterKey::parse(&MasterKey::generate(entropy.as_ref()))?;
        let vault = Vault::open(&db, &master, Arc::clone(&entropy), clock.now()).await?;
        let hasher = Hasher::new(
            settings.password.memory_kib,
            settings.password.passes,
            HashSet::new(),
            Arc::clone(&entropy),
        )
        .context("Argon2id")?;
        let platform = Platform {
            db,
            settings: Arc::new(settings),
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
            business_register: Arc::new(madang_core::billing::NoRegister),
            addresses: None,
            payments: Arc::new(madang_core::billing::NoGateway),
        };
        let ctx = Ctx::system(platform.clone());
        let operator = CreateOperator {
            login_id: ID.to_owned(),
            password: Secret::new(PASSWORD),
            password_by: PasswordBy::Owner,
            name: None,
            email: None,
            phone: None,
        };
        create_operator(&ctx, operator).await?;
        let web = Web::new(platform.clone(), Mode::Production);
        let brands = Brands::new(&platform.settings).map_err(anyhow::Error::msg)?;
        let routes = madang_console::router(&brands).merge(madang_api::router());
        let faces = Faces { api: madang_api::face::problem, page: madang_console::face::page };
        let app = madang_web::assemble(web, routes, faces, madang_console::shell::CONTENT_SECURITY_POLICY)
            .layer(Extension(brands));
        Ok(Self { platform, app, _folder: folder })
    }

    /// A request as it comes from a loopback client.
    pub(crate) fn request(
        builder: http::request::Builder,
        body: String,
    ) -> Result<Request<axum::body::Body>> {
        let mut request = builder.body(axum::body::Body::from(body))?;
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 40_000))));
        Ok(request)
    }

    /// The token of a new session of the operator.
    pub(crate) async fn session(&self) -> Result<Secret> {
        let ctx = Ctx { origin: Origin::local(), ..Ctx::system(self.platform.clone()) };
        let input = SignIn {
            login_id: ID.to_owned(),
            password: Secret::new(PASSWORD),
            captcha_id: String::new(),
            captcha: String::new(),
        };
        Ok(sign_in(&ctx, input).await?.token)
    }
}

async fn own_database(server: &str) -> Result<String> {
    let mut bytes = [0; 6];
    SystemEntropy.fill(&mut bytes);
    let name: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
    let admin = Db::connect(server, 1).await?;
    madang_db::create_database(&admin, &format!("bench_{name}")).await?;
    admin.close().await;
    let (base, query) = server.split_once('?').map_or((server, ""), |(base, query)| (base, query));
    let (host, _) = base.rsplit_once('/').context("the server's address names a database")?;
    Ok(format!("{host}/bench_{name}{}{query}", if query.is_empty() { "" } else { "?" }))
}
