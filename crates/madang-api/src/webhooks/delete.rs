//! 「웹훅 삭제」

use http::StatusCode;
use madang_core::events;
use madang_model::WebhookId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    delete,
    path = "/api/v1/webhooks/{id}",
    operation_id = "deleteWebhook",
    tag = "webhooks",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn delete(SignedIn(ctx): SignedIn, At(id): At<WebhookId>) -> Result<StatusCode, Fail> {
    events::remove_webhook(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
