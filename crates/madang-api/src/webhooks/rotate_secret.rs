//! 「서명 비밀값 재발급」

use axum::Json;
use madang_core::events;
use madang_model::WebhookId;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;

#[derive(Serialize, ToSchema)]
pub(crate) struct WebhookSecretView {
    secret: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/webhooks/{id}/rotate-secret",
    operation_id = "rotateWebhookSecret",
    tag = "webhooks",
    responses((status = 200, body = WebhookSecretView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn rotate_secret(
    SignedIn(ctx): SignedIn,
    At(id): At<WebhookId>,
) -> Result<Json<WebhookSecretView>, Fail> {
    let secret = events::rotate_secret(&ctx, id).await?;
    Ok(Json(WebhookSecretView { secret: secret.reveal().to_owned() }))
}
