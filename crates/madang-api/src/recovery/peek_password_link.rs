//! Whether a reset link still works.

use http::StatusCode;
use madang_core::members::{self, LinkPurpose};
use madang_web::{Caller, Fail};

use crate::body::Body;
use crate::sign_ups::verify_email::LinkBody;

#[utoipa::path(
    post,
    path = "/api/v1/recovery/password/peek",
    operation_id = "peekPasswordLink",
    tag = "recovery",
    request_body = LinkBody,
    responses((status = 204)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn peek_password_link(
    Caller(ctx): Caller,
    Body(body): Body<LinkBody>,
) -> Result<StatusCode, Fail> {
    members::peek_link(&ctx, LinkPurpose::ResetPassword, &body.token).await?;
    Ok(StatusCode::NO_CONTENT)
}
