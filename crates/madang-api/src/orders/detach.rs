//! 「첨부 파일 삭제」

use http::StatusCode;
use madang_core::orders;
use madang_model::{AttachmentId, OrderId};
use madang_web::Fail;

use crate::address::AtBoth;
use crate::caller::SignedIn;

#[utoipa::path(
    delete,
    path = "/api/v1/orders/{id}/attachments/{attachment_id}",
    operation_id = "detachFromOrder",
    tag = "orders",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn detach(
    SignedIn(ctx): SignedIn,
    AtBoth(id, attachment_id): AtBoth<OrderId, AttachmentId>,
) -> Result<StatusCode, Fail> {
    orders::detach(&ctx, id, attachment_id).await?;
    Ok(StatusCode::NO_CONTENT)
}
