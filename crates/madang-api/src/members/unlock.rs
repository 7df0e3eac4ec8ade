//! Forgetting failed sign-ins.

use http::StatusCode;
use madang_core::members;
use madang_model::MemberId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/members/{id}/unlock",
    operation_id = "unlockMember",
    tag = "members",
    responses((status = 204)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn unlock(SignedIn(ctx): SignedIn, At(id): At<MemberId>) -> Result<StatusCode, Fail> {
    members::unlock(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
