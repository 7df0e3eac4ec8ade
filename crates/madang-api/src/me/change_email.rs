//! Asking for another e-mail address.

use http::StatusCode;
use madang_core::members;
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeEmailBody {
    email: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/me/email",
    operation_id = "changeEmail",
    tag = "me",
    request_body = ChangeEmailBody,
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn change_email(
    SignedIn(ctx): SignedIn,
    Body(body): Body<ChangeEmailBody>,
) -> Result<StatusCode, Fail> {
    members::change_email(&ctx, &body.email).await?;
    Ok(StatusCode::NO_CONTENT)
}
