//! 「웹훅 수정」

use axum::response::{IntoResponse, Redirect, Response};
use madang_core::Error;
use madang_core::events::{self, WebhookInput};
use madang_model::WebhookId;
use madang_web::{Fail, Form};

use super::form::{Way, form_page, typed};
use super::show::below;
use crate::frame::{At, Frame};
use crate::trouble::Trouble;

/// `GET /webhooks/{id}/edit`
pub(super) async fn ask(frame: Frame, At(id): At<WebhookId>) -> Result<Response, Fail> {
    page(frame, id, None, Trouble::default()).await
}

/// `POST /webhooks/{id}/edit`
pub(super) async fn act(frame: Frame, At(id): At<WebhookId>, form: Form) -> Result<Response, Fail> {
    let input = typed(&form);
    match events::update_webhook(&frame.ctx, id, &input).await {
        Ok(()) => Ok(Redirect::to(&format!("/webhooks/{id}?done=webhook-changed")).into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            page(frame, id, Some(input), trouble).await
        }
    }
}

async fn page(
    frame: Frame,
    id: WebhookId,
    input: Option<WebhookInput>,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let t = frame.t();
    let (webhook, may_write) = events::webhook(&frame.ctx, id).await?;
    if !may_write {
        return Err(Error::Forbidden.into());
    }
    let page = below(frame.page.clone(), &webhook).titled(t.s("webhooks-edit"), "");
    let kept = WebhookInput { name: webhook.name, address: webhook.address, kinds: webhook.kinds };
    let back = format!("/webhooks/{id}");
    let way = Way { action: format!("{back}/edit"), back, button: t.s("operators-save") };
    Ok(form_page(&frame, page, way, input.unwrap_or(kept), trouble))
}
