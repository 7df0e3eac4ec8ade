//! 「회원 탈퇴」

use http::StatusCode;
use madang_core::members;
use madang_web::Fail;

use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/me/withdraw",
    operation_id = "withdraw",
    tag = "me",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn withdraw(SignedIn(ctx): SignedIn) -> Result<StatusCode, Fail> {
    members::withdraw(&ctx).await?;
    Ok(StatusCode::NO_CONTENT)
}
