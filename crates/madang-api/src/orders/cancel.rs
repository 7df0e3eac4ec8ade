//! 「취소」

use http::StatusCode;
use madang_core::orders;
use madang_model::OrderId;
use madang_web::Fail;

use super::reason::ReasonBody;
use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/orders/{id}/cancel",
    operation_id = "cancelOrder",
    tag = "orders",
    request_body = ReasonBody,
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn cancel(
    SignedIn(ctx): SignedIn,
    At(id): At<OrderId>,
    Body(body): Body<ReasonBody>,
) -> Result<StatusCode, Fail> {
    orders::cancel(&ctx, id, body.reason.as_deref().unwrap_or_default()).await?;
    Ok(StatusCode::NO_CONTENT)
}
