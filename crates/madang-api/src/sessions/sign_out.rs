//! 「로그아웃」

use http::StatusCode;
use madang_core::members;
use madang_web::Fail;

use crate::caller::SignedIn;

#[utoipa::path(
    delete,
    path = "/api/v1/sessions/current",
    operation_id = "signOut",
    tag = "sign-in",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn sign_out(SignedIn(ctx): SignedIn) -> Result<StatusCode, Fail> {
    members::sign_out(&ctx).await?;
    Ok(StatusCode::NO_CONTENT)
}
