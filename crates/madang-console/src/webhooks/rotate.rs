//! 「서명 비밀값 재발급」

use askama::Template;
use axum::response::Response;
use madang_core::{Error, events};
use madang_model::WebhookId;
use madang_web::{Fail, Form};

use super::create::SecretPage;
use super::show::below;
use crate::frame::{At, Frame};
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "webhooks/ask.html")]
pub(super) struct Ask {
    /// The page.
    pub(super) page: Page,
    /// What will happen.
    pub(super) what: String,
    /// What it posts to.
    pub(super) action: String,
    /// The button's text.
    pub(super) button: String,
    /// Where cancelling leads.
    pub(super) back: String,
}

/// `GET /webhooks/{id}/rotate`
pub(super) async fn ask(frame: Frame, At(id): At<WebhookId>) -> Result<Response, Fail> {
    let t = frame.t();
    let (webhook, may_write) = events::webhook(&frame.ctx, id).await?;
    if !may_write {
        return Err(Error::Forbidden.into());
    }
    let back = format!("/webhooks/{id}");
    let view = Ask {
        what: t.s("webhooks-rotate-what"),
        action: format!("{back}/rotate"),
        button: t.s("webhooks-rotate"),
        back,
        page: below(frame.page, &webhook).titled(t.s("webhooks-rotate"), ""),
    };
    Ok(shell::html(&view))
}

/// `POST /webhooks/{id}/rotate`
pub(super) async fn act(frame: Frame, At(id): At<WebhookId>, _form: Form) -> Result<Response, Fail> {
    let t = frame.t();
    let secret = events::rotate_secret(&frame.ctx, id).await?;
    let (webhook, _) = events::webhook(&frame.ctx, id).await?;
    let back = format!("/webhooks/{id}");
    let mut page = below(frame.page, &webhook).titled(t.s("webhooks-rotated"), "");
    // Only this answer has the secret: changing the language goes to the webhook.
    page.path.clone_from(&back);
    let secret = secret.reveal().to_owned();
    Ok(shell::html(&SecretPage { page, name: webhook.name, secret, back, rotated: true }))
}
