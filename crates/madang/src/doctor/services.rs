//! What the program talks to: database, its own port, mail server, SMS and payment gateways, and the address people use.

use std::error::Error as _;
use std::io;
use std::time::Duration;

use madang_core::Settings;
use madang_core::settings::{GatewayDriver, MailDriver, SmsDriver};
use madang_db::{Db, DbError, Engine};
use madang_delivery::Smtp;
use madang_i18n::Tr;
use madang_store::MIGRATIONS;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::Finding;
use crate::config::is_loopback;
use crate::wiring;

pub(super) async fn look(settings: &Settings, tr: Tr) -> Vec<Finding> {
    vec![
        database(settings, tr).await,
        port(settings, tr).await,
        url(settings, tr),
        mail(settings, tr).await,
        sms(settings, tr),
        payments(settings, tr),
    ]
}

async fn database(settings: &Settings, tr: Tr) -> Finding {
    const AREA: &str = "doctor-database";
    if settings.database.url.is_none() && !settings.server.data_dir.join("madang.db").is_file() {
        return Finding::note(AREA, tr.s("doctor-database-new"), None);
    }
    let away = |error: &DbError| {
        let cause = error.source().map_or_else(|| error.to_string(), ToString::to_string);
        Finding::error(
            AREA,
            tr.a("doctor-database-away", &[("error", cause.into())]),
            tr.s("doctor-database-away-fix"),
        )
    };
    let db = match Db::connect(&wiring::database_url(settings), 1).await {
        Ok(db) => db,
        Err(error) => return away(&error),
    };
    let version = db.schema_version(MIGRATIONS).await;
    let engine = match db.engine() {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    };
    db.close().await;
    match version {
        Ok(had) => {
            let text = tr.a(
                "doctor-database-fine",
                &[("engine", engine.into()), ("had", had.into()), ("known", MIGRATIONS.len().into())],
            );
            if had == MIGRATIONS.len() {
                Finding::fine(AREA, text)
            } else {
                Finding::note(AREA, text, Some(tr.s("doctor-database-older-fix")))
            }
        }
        Err(DbError::Migration(text)) => Finding::error(
            AREA,
            tr.a("doctor-database-newer", &[("error", text.into())]),
            tr.s("doctor-database-newer-fix"),
        ),
        Err(error) => away(&error),
    }
}

async fn port(settings: &Settings, tr: Tr) -> Finding {
    const AREA: &str = "doctor-port";
    let address = settings.server.listen.as_str();
    match TcpListener::bind(address).await {
        Ok(_) => Finding::fine(AREA, tr.a("doctor-port-fine", &[("address", address.into())])),
        Err(_) if answers(address).await.is_ok_and(|ours| ours) => {
            Finding::fine(AREA, tr.a("doctor-port-ours", &[("address", address.into())]))
        }
        Err(error) => {
            let text =
                tr.a("doctor-port-used", &[("address", address.into()), ("error", error.to_string().into())]);
            Finding::error(AREA, text, tr.s("doctor-port-used-fix"))
        }
    }
}

/// Whether what listens there answers as Madang does.
async fn answers(address: &str) -> io::Result<bool> {
    let ask = async {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await?;
        let mut answer = Vec::new();
        stream.take(64 << 10).read_to_end(&mut answer).await?;
        Ok(answer.starts_with(b"HTTP/1.1 200") && answer.ends_with(b"\r\n\r\nok\n"))
    };
    tokio::time::timeout(Duration::from_secs(3), ask).await.unwrap_or(Ok(false))
}

fn url(settings: &Settings, tr: Tr) -> Finding {
    const AREA: &str = "doctor-url";
    let url = settings.base_url();
    let host = url.split("://").nth(1).unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    if is_loopback(host) || host.starts_with("0.0.0.0") || settings.server.public_url.is_none() {
        let text = tr.a("doctor-url-none", &[("url", url.into())]);
        return Finding::note(AREA, text, Some(tr.s("doctor-url-none-fix")));
    }
    Finding::fine(AREA, tr.a("doctor-url-fine", &[("url", url.into())]))
}

async fn mail(settings: &Settings, tr: Tr) -> Finding {
    const AREA: &str = "doctor-mail";
    let mail = &settings.mail;
    if mail.driver == MailDriver::Outbox {
        return Finding::note(AREA, tr.s("doctor-mail-outbox"), Some(tr.s("doctor-mail-outbox-fix")));
    }
    let tried = match Smtp::new(mail) {
        Ok(smtp) => smtp.check().await.map_err(|outcome| outcome.to_string()),
        Err(unusable) => Err(unusable.to_string()),
    };
    match tried {
        Ok(()) => {
            let args =
                [("host", mail.smtp.host.as_str().into()), ("port", mail.smtp.port.to_string().into())];
            Finding::fine(AREA, tr.a("doctor-mail-fine", &args))
        }
        Err(error) => Finding::error(
            AREA,
            tr.a("doctor-mail-away", &[("error", error.into())]),
            tr.s("doctor-mail-away-fix"),
        ),
    }
}

fn sms(settings: &Settings, tr: Tr) -> Finding {
    const AREA: &str = "doctor-sms";
    if settings.sms.driver == SmsDriver::Outbox {
        return Finding::note(AREA, tr.s("doctor-sms-outbox"), Some(tr.s("doctor-sms-outbox-fix")));
    }
    // The address may carry a key in its path or question.
    let uri: Option<http::Uri> = settings.sms.gateway.url.parse().ok();
    let host = uri.as_ref().and_then(|uri| uri.host()).unwrap_or_default();
    Finding::fine(AREA, tr.a("doctor-sms-fine", &[("host", host.into())]))
}

fn payments(settings: &Settings, tr: Tr) -> Finding {
    const AREA: &str = "doctor-payments";
    let gateway = &settings.billing.gateway;
    let address = match gateway.driver {
        GatewayDriver::Sandbox => {
            let fix = Some(tr.s("doctor-payments-fix"));
            return Finding::note(AREA, tr.s("doctor-payments-sandbox"), fix);
        }
        GatewayDriver::None => {
            let fix = Some(tr.s("doctor-payments-fix"));
            return Finding::note(AREA, tr.s("doctor-payments-none"), fix);
        }
        GatewayDriver::TossPay => &gateway.tosspay.base_url,
        GatewayDriver::Stripe => &gateway.stripe.base_url,
    };
    let uri: Option<http::Uri> = address.parse().ok();
    let host = uri.as_ref().and_then(|uri| uri.host()).unwrap_or_default();
    Finding::fine(AREA, tr.a("doctor-payments-fine", &[("host", host.into())]))
}
