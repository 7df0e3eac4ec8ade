//! 「시험 전송」

use axum::Json;
use http::StatusCode;
use madang_core::events;
use madang_model::WebhookId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;
use crate::wire::CreatedView;

#[utoipa::path(
    post,
    path = "/api/v1/webhooks/{id}/try",
    operation_id = "tryWebhook",
    tag = "webhooks",
    responses((status = 201, body = CreatedView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn send_ping(
    SignedIn(ctx): SignedIn,
    At(id): At<WebhookId>,
) -> Result<(StatusCode, Json<CreatedView>), Fail> {
    let delivery = events::try_webhook(&ctx, id).await?;
    Ok((StatusCode::CREATED, Json(CreatedView::new(delivery))))
}
