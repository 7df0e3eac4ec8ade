//! The verification mail once more, sent by an operator.

use http::StatusCode;
use madang_core::members;
use madang_model::MemberId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/members/{id}/resend-verification",
    operation_id = "resendMemberVerification",
    tag = "members",
    responses((status = 204)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn resend_verification(
    SignedIn(ctx): SignedIn,
    At(id): At<MemberId>,
) -> Result<StatusCode, Fail> {
    members::resend_as_operator(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
