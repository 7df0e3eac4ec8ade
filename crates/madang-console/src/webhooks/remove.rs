//! 「웹훅 삭제」

use axum::response::{IntoResponse, Redirect, Response};
use madang_core::{Error, events};
use madang_model::WebhookId;
use madang_web::{Fail, Form};

use super::rotate::Ask;
use super::show::below;
use crate::frame::{At, Frame};
use crate::shell;

/// `GET /webhooks/{id}/remove`
pub(super) async fn ask(frame: Frame, At(id): At<WebhookId>) -> Result<Response, Fail> {
    let t = frame.t();
    let (webhook, may_write) = events::webhook(&frame.ctx, id).await?;
    if !may_write {
        return Err(Error::Forbidden.into());
    }
    let back = format!("/webhooks/{id}");
    let view = Ask {
        what: t.a("webhooks-remove-what", &[("name", webhook.name.as_str().into())]),
        action: format!("{back}/remove"),
        button: t.s("me-delete"),
        back,
        page: below(frame.page, &webhook).titled(t.s("webhooks-remove"), ""),
    };
    Ok(shell::html(&view))
}

/// `POST /webhooks/{id}/remove`
pub(super) async fn act(frame: Frame, At(id): At<WebhookId>, _form: Form) -> Result<Response, Fail> {
    let (webhook, _) = events::webhook(&frame.ctx, id).await?;
    events::remove_webhook(&frame.ctx, id).await?;
    let to = format!("/organizations/{}/webhooks?done=webhook-removed", webhook.organization_id);
    Ok(Redirect::to(&to).into_response())
}
