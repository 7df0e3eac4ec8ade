//! What is known of a subscription, to take along.

use axum::Json;
use madang_core::subscriptions;
use madang_model::SubscriptionId;
use madang_web::Fail;
use serde_json::Value;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    get,
    path = "/api/v1/subscriptions/{id}/export",
    operation_id = "exportSubscription",
    tag = "subscriptions",
    responses((status = 200, body = Value)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn export(SignedIn(ctx): SignedIn, At(id): At<SubscriptionId>) -> Result<Json<Value>, Fail> {
    Ok(Json(subscriptions::export(&ctx, id).await?))
}
