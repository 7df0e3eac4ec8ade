//! What a button on a webhook's page does at once: pause, resume, try, send again.

use axum::response::{IntoResponse, Redirect, Response};
use madang_core::{Error, events};
use madang_model::{DeliveryId, WebhookId};
use madang_web::{Fail, Form};

use super::show::page;
use crate::frame::{At, Frame};
use crate::trouble::Trouble;

/// `POST /webhooks/{id}/pause`
pub(super) async fn pause(frame: Frame, At(id): At<WebhookId>, _form: Form) -> Result<Response, Fail> {
    let done = events::pause_webhook(&frame.ctx, id).await;
    after(frame, id, "webhook-paused", done).await
}

/// `POST /webhooks/{id}/resume`
pub(super) async fn resume(frame: Frame, At(id): At<WebhookId>, _form: Form) -> Result<Response, Fail> {
    let done = events::resume_webhook(&frame.ctx, id).await;
    after(frame, id, "webhook-resumed", done).await
}

/// `POST /webhooks/{id}/try`
pub(super) async fn try_out(frame: Frame, At(id): At<WebhookId>, _form: Form) -> Result<Response, Fail> {
    let done = events::try_webhook(&frame.ctx, id).await.map(drop);
    after(frame, id, "webhook-tried", done).await
}

/// `POST /deliveries/{id}/replay`
pub(super) async fn replay(frame: Frame, At(id): At<DeliveryId>, _form: Form) -> Result<Response, Fail> {
    let delivery = events::delivery(&frame.ctx, id).await?;
    let done = events::replay(&frame.ctx, id).await.map(drop);
    after(frame, delivery.webhook_id, "webhook-replayed", done).await
}

/// Back to the webhook, or its page with why not.
async fn after(frame: Frame, id: WebhookId, word: &str, done: Result<(), Error>) -> Result<Response, Fail> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/webhooks/{id}?done={word}")).into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            page(frame, id, trouble).await
        }
    }
}
