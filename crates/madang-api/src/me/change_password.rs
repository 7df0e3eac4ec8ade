//! Another password.

use http::StatusCode;
use madang_core::members::{self, ChangePassword};
use madang_model::Secret;
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangePasswordBody {
    #[schema(value_type = String, format = Password)]
    current: Secret,
    #[schema(value_type = String, format = Password)]
    password: Secret,
}

#[utoipa::path(
    post,
    path = "/api/v1/me/password",
    operation_id = "changePassword",
    tag = "me",
    request_body = ChangePasswordBody,
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn change_password(
    SignedIn(ctx): SignedIn,
    Body(body): Body<ChangePasswordBody>,
) -> Result<StatusCode, Fail> {
    let input = ChangePassword {
        current: body.current,
        password_confirm: body.password.clone(),
        password: body.password,
    };
    members::change_password(&ctx, input).await?;
    Ok(StatusCode::NO_CONTENT)
}
