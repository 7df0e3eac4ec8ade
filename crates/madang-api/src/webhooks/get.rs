//! One webhook.

use axum::Json;
use madang_core::events;
use madang_model::WebhookId;
use madang_web::Fail;

use super::list::WebhookView;
use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    get,
    path = "/api/v1/webhooks/{id}",
    operation_id = "getWebhook",
    tag = "webhooks",
    responses((status = 200, body = WebhookView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn get(SignedIn(ctx): SignedIn, At(id): At<WebhookId>) -> Result<Json<WebhookView>, Fail> {
    Ok(Json(events::webhook(&ctx, id).await?.0.into()))
}
