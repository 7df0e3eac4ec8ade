//! 「상품 해지」

use axum::Json;
use http::StatusCode;
use madang_core::subscriptions;
use madang_model::SubscriptionId;
use madang_web::Fail;

use super::subscribe::PlacedView;
use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/subscriptions/{id}/terminate",
    operation_id = "terminateSubscription",
    tag = "subscriptions",
    responses((status = 201, body = PlacedView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn terminate(
    SignedIn(ctx): SignedIn,
    At(id): At<SubscriptionId>,
) -> Result<(StatusCode, Json<PlacedView>), Fail> {
    let order = subscriptions::terminate(&ctx, id).await?;
    Ok((StatusCode::CREATED, Json(PlacedView::of(&ctx, order).await?)))
}
