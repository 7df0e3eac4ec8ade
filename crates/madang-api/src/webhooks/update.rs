//! 「웹훅 수정」

use http::StatusCode;
use madang_core::events;
use madang_model::WebhookId;
use madang_web::Fail;

use super::create::WebhookBody;
use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;

#[utoipa::path(
    put,
    path = "/api/v1/webhooks/{id}",
    operation_id = "updateWebhook",
    tag = "webhooks",
    request_body = WebhookBody,
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn update(
    SignedIn(ctx): SignedIn,
    At(id): At<WebhookId>,
    Body(body): Body<WebhookBody>,
) -> Result<StatusCode, Fail> {
    events::update_webhook(&ctx, id, &body.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}
