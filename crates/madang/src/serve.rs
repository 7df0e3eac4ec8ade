//! `madang serve`

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::Args;
use madang_core::Settings;
use madang_i18n::Tr;
use madang_web::{Mode, Web};
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;

use crate::invocation::Invocation;
use crate::wiring::{self, Schema};
use crate::{config, first_start, logging};

/// Starts the program.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Address and port to listen on
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// For developers: the outbox is open to everyone
    #[arg(long)]
    dev: bool,
    /// What this process does: console, api, worker; all of them by default
    #[arg(long, value_name = "ROLE,…", default_value = "console,api,worker")]
    roles: Roles,
}

/// What one process of the program does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Roles {
    /// It serves pages.
    pub(crate) console: bool,
    /// It serves the API.
    pub(crate) api: bool,
    /// It works off jobs and keeps reconcilers going.
    pub(crate) worker: bool,
}

impl FromStr for Roles {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut roles = Self::default();
        for role in text.split(',').map(str::trim) {
            match role {
                "console" => roles.console = true,
                "api" => roles.api = true,
                "worker" => roles.worker = true,
                _ => return Err(Tr::new(madang_i18n::Lang::En).a("start-no-role", &[("role", role.into())])),
            }
        }
        Ok(roles)
    }
}

impl Serve {
    /// Serves until it is told to stop, then finishes what is under way within the settings' time.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<()> {
        let tr = invocation.tr;
        let mut settings = invocation.config_listening(self.listen.as_deref())?.settings;
        anyhow::ensure!(!self.dev || is_own_machine(&settings), tr.s("start-dev-loopback"));
        logging::start(&settings.logs)?;
        let mut told = Told::listen()?;
        let listener = TcpListener::bind(&settings.server.listen).await.with_context(|| {
            tr.a("start-address-used", &[("address", settings.server.listen.as_str().into())])
        })?;
        // Port 0 asks for any; links name the one that was given.
        settings.server.listen = listener.local_addr()?.to_string();
        wiring::make_data_folder(&settings)?;
        let mark = Development::mark(&settings.server.data_dir, self.dev)?;
        let platform = wiring::platform(settings, Schema::Migrate, tr).await?;
        let mode = if self.dev { Mode::Development } else { Mode::Production };
        let first = first_start::prepare(&platform).await?;

        let stop = CancellationToken::new();
        let worker = if self.roles.worker { Some(wiring::worker(&platform)?) } else { None };
        let working = worker.map(|worker| {
            let stop = stop.clone();
            tokio::spawn(Arc::new(worker).run(stop))
        });
        let app = wiring::router(Web::new(platform.clone(), mode), self.roles)?;
        let serving = tokio::spawn(madang_web::serve(listener, app, stop.clone()));
        first_start::greet(&platform, first.as_ref(), mode, tr);
        tracing::info!(url = platform.settings.base_url(), version = env!("CARGO_PKG_VERSION"), "ready");

        told.wait_to_stop().await;
        tracing::info!("stopping");
        stop.cancel();
        let finish = async {
            serving.await?;
            if let Some(working) = working {
                working.await?;
            }
            platform.db.close().await;
            anyhow::Ok(())
        };
        let patience = Duration::from_secs(u64::from(platform.settings.server.shutdown_seconds));
        tokio::select! {
            finished = finish => finished?,
            () = tokio::time::sleep(patience) => tracing::warn!("what was under way has not finished in time"),
            () = told.wait_to_stop() => tracing::warn!("told to stop twice"),
        }
        drop(mark);
        tracing::info!("stopped");
        Ok(())
    }
}

/// Whether only this machine can reach the program: in development everyone who does reads the outbox, and with
/// it every code and link.
fn is_own_machine(settings: &Settings) -> bool {
    let host =
        settings.server.listen.rsplit_once(':').map_or(settings.server.listen.as_str(), |(host, _)| host);
    config::is_loopback(host) && settings.server.public_url.is_none()
}

/// The signals that end the program.
struct Told {
    terminate: Signal,
    interrupt: Signal,
}

impl Told {
    fn listen() -> Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn wait_to_stop(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// A mark in the data folder that a program runs there for its developers.
pub(crate) struct Development(Option<PathBuf>);

impl Development {
    fn mark(folder: &std::path::Path, wanted: bool) -> Result<Self> {
        let path = folder.join("development");
        if wanted {
            std::fs::write(&path, "")?;
            return Ok(Self(Some(path)));
        }
        // One that a killed program left must not open anything now.
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            Ok(()) | Err(_) => Ok(Self(None)),
        }
    }

    /// Whether the mark is there.
    pub(crate) fn is_marked(folder: &std::path::Path) -> bool {
        folder.join("development").exists()
    }
}

impl Drop for Development {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            let _ = std::fs::remove_file(path);
        }
    }
}
