//! 「SSH 키」

use askama::Template;
use axum::response::Response;
use madang_core::members;
use madang_i18n::Zone;
use madang_store::ssh_keys::SshKeyRow;
use madang_web::Fail;

use super::beside;
use crate::done;
use crate::frame::Frame;
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "me/list_ssh_keys.html")]
struct Keys {
    page: Page,
    keys: Vec<SshKeyRow>,
    zone: Zone,
    done: String,
}

/// The kind of a key: the first word of its line.
fn kind(key: &SshKeyRow) -> &str {
    key.public_key.split(' ').next().unwrap_or_default()
}

/// `GET /me/keys`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    let t = frame.t();
    let keys = members::list_ssh_keys(&frame.ctx).await?;
    let (zone, done) = (frame.zone(), done::text(t, &frame.query));
    let page = beside(frame.page.titled(t.s("me-keys"), t.s("me-keys-purpose")), "/me/keys");
    Ok(shell::html(&Keys { page, keys, zone, done }))
}
