//! The verification mail once more.

use http::StatusCode;
use madang_core::members::{self, ResendVerification};
use madang_web::{Caller, Fail};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::body::Body;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResendVerificationBody {
    login_id: String,
    email: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/sign-ups/resend",
    operation_id = "resendVerification",
    tag = "sign-up",
    request_body = ResendVerificationBody,
    responses((status = 204)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn resend_verification(
    Caller(ctx): Caller,
    Body(body): Body<ResendVerificationBody>,
) -> Result<StatusCode, Fail> {
    members::resend_verification(&ctx, ResendVerification { login_id: body.login_id, email: body.email })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
