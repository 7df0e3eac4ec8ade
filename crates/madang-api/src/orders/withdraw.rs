//! 「회수」

use http::StatusCode;
use madang_core::orders;
use madang_model::OrderId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/orders/{id}/withdraw",
    operation_id = "withdrawOrder",
    tag = "orders",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn withdraw(SignedIn(ctx): SignedIn, At(id): At<OrderId>) -> Result<StatusCode, Fail> {
    orders::withdraw(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
