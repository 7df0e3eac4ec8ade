//! 「웹훅 추가」

use askama::Template;
use axum::response::Response;
use madang_core::events::{self, WebhookInput};
use madang_core::{Error, organizations};
use madang_model::OrganizationId;
use madang_web::{Fail, Form};

use super::form::{Way, form_page, typed};
use crate::frame::{At, Frame};
use crate::organizations::beside;
use crate::shell::{self, Page};
use crate::trouble::Trouble;

/// The secret, which is shown this once.
#[derive(Template)]
#[template(path = "webhooks/secret.html")]
pub(super) struct SecretPage {
    /// The page.
    pub(super) page: Page,
    /// What the webhook is called.
    pub(super) name: String,
    /// The secret.
    pub(super) secret: String,
    /// The webhook's page.
    pub(super) back: String,
    /// Whether there was one before.
    pub(super) rotated: bool,
}

/// `GET /organizations/{id}/webhooks/new`
pub(super) async fn ask(frame: Frame, At(id): At<OrganizationId>) -> Result<Response, Fail> {
    let input = WebhookInput { name: String::new(), address: String::new(), kinds: vec!["*".to_owned()] };
    page(frame, id, input, Trouble::default()).await
}

/// `POST /organizations/{id}/webhooks`
pub(super) async fn act(frame: Frame, At(id): At<OrganizationId>, form: Form) -> Result<Response, Fail> {
    let t = frame.t();
    let input = typed(&form);
    match events::create_webhook(&frame.ctx, id, &input).await {
        Ok(created) => {
            let back = format!("/webhooks/{}", created.id);
            let mut page = frame.page.titled(t.s("webhooks-created"), "");
            // Only this answer has the secret: changing the language goes to the webhook.
            page.path.clone_from(&back);
            let secret = created.secret.reveal().to_owned();
            Ok(shell::html(&SecretPage { page, name: input.name, secret, back, rotated: false }))
        }
        Err(error) => {
            let trouble = Trouble::of(t, error)?;
            page(frame, id, input, trouble).await
        }
    }
}

async fn page(
    frame: Frame,
    id: OrganizationId,
    input: WebhookInput,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let t = frame.t();
    let found = events::webhooks(&frame.ctx, id).await?;
    if !found.may_write {
        return Err(Error::Forbidden.into());
    }
    let list = format!("/organizations/{id}/webhooks");
    let way = Way { action: list.clone(), back: list.clone(), button: t.s("webhooks-create") };
    let page = frame
        .page
        .clone()
        .under(found.organization, format!("/organizations/{id}"))
        .under(t.s("webhooks-title"), list)
        .titled(t.s("webhooks-create"), t.s("webhooks-create-purpose"));
    let page = beside(&frame, page, &organizations::get(&frame.ctx, id).await?, "/webhooks");
    Ok(form_page(&frame, page, way, input, trouble))
}
