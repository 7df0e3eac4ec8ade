//! 「재시도」

use http::StatusCode;
use madang_core::orders;
use madang_model::OrderId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/orders/{id}/retry",
    operation_id = "retryOrder",
    tag = "orders",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn retry(SignedIn(ctx): SignedIn, At(id): At<OrderId>) -> Result<StatusCode, Fail> {
    orders::retry(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
