//! Having read a notice.

use http::StatusCode;
use madang_core::notices;
use madang_model::NoticeId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/notices/{id}/read",
    operation_id = "markNoticeRead",
    tag = "notices",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn mark_read(SignedIn(ctx): SignedIn, At(id): At<NoticeId>) -> Result<StatusCode, Fail> {
    notices::mark_read(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
