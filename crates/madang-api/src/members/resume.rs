//! Letting a suspended member in again.

use http::StatusCode;
use madang_core::members;
use madang_model::MemberId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/members/{id}/resume",
    operation_id = "resumeMember",
    tag = "members",
    responses((status = 204)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn resume(SignedIn(ctx): SignedIn, At(id): At<MemberId>) -> Result<StatusCode, Fail> {
    members::resume(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
