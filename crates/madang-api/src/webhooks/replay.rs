//! 「다시 보내기」

use axum::Json;
use http::StatusCode;
use madang_core::events;
use madang_model::DeliveryId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;
use crate::wire::CreatedView;

#[utoipa::path(
    post,
    path = "/api/v1/webhook-deliveries/{id}/replay",
    operation_id = "replayWebhookDelivery",
    tag = "webhooks",
    responses((status = 201, body = CreatedView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn replay(
    SignedIn(ctx): SignedIn,
    At(id): At<DeliveryId>,
) -> Result<(StatusCode, Json<CreatedView>), Fail> {
    let delivery = events::replay(&ctx, id).await?;
    Ok((StatusCode::CREATED, Json(CreatedView::new(delivery))))
}
