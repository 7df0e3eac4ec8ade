//! `madang serve`

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use clap::Args;
use madang_core::Settings;
use madang_web::{Mode, Web};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::wiring;

/// Starts the program.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Address and port to listen on
    #[arg(long)]
    listen: Option<String>,
    /// The folder of everything that is kept
    #[arg(long)]
    data_dir: Option<PathBuf>,
    /// For developers: the outbox is open to everyone
    #[arg(long)]
    dev: bool,
}

impl Serve {
    /// Serves until it is told to stop.
    pub(crate) async fn run(self) -> Result<()> {
        let mut settings = Settings::default();
        if let Some(listen) = self.listen {
            settings.server.listen = listen;
        }
        if let Some(folder) = self.data_dir {
            settings.server.data_dir = folder;
        }
        let listener = TcpListener::bind(&settings.server.listen).await.with_context(|| format!("{} can't be listened on", settings.server.listen))?;
        let platform = wiring::platform(settings).await?;
        let stop = CancellationToken::new();
        let worker = Arc::new(wiring::worker(&platform));
        let working = tokio::spawn({
            let (worker, stop) = (Arc::clone(&worker), stop.clone());
            async move { worker.run(stop).await }
        });
        let web = Web::new(platform.clone(), if self.dev { Mode::Development } else { Mode::Production });
        let app = wiring::router(web)?.into_make_service_with_connect_info::<SocketAddr>();
        tracing::info!(url = platform.settings.base_url(), "ready");
        axum::serve(listener, app).with_graceful_shutdown(told_to_stop()).await?;
        stop.cancel();
        working.await?;
        platform.db.close().await;
        Ok(())
    }
}

async fn told_to_stop() {
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
}
