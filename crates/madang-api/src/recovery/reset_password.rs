//! Setting the new password.

use http::StatusCode;
use madang_core::members::{self, ResetPassword};
use madang_model::Secret;
use madang_web::{Caller, Fail};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::body::Body;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResetPasswordBody {
    #[schema(value_type = String)]
    token: Secret,
    #[schema(value_type = String, format = Password)]
    password: Secret,
}

#[utoipa::path(
    post,
    path = "/api/v1/recovery/password/reset",
    operation_id = "resetPassword",
    tag = "recovery",
    request_body = ResetPasswordBody,
    responses((status = 204)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn reset_password(
    Caller(ctx): Caller,
    Body(body): Body<ResetPasswordBody>,
) -> Result<StatusCode, Fail> {
    let input =
        ResetPassword { token: body.token, password_confirm: body.password.clone(), password: body.password };
    members::reset_password(&ctx, input).await?;
    Ok(StatusCode::NO_CONTENT)
}
