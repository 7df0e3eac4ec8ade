//! 「웹훅 멈추기」

use http::StatusCode;
use madang_core::events;
use madang_model::WebhookId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/webhooks/{id}/pause",
    operation_id = "pauseWebhook",
    tag = "webhooks",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn pause(SignedIn(ctx): SignedIn, At(id): At<WebhookId>) -> Result<StatusCode, Fail> {
    events::pause_webhook(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
