//! Following the link that was mailed to a new e-mail address.

use http::StatusCode;
use madang_core::members;
use madang_web::{Caller, Fail};

use crate::body::Body;
use crate::sign_ups::verify_email::LinkBody;

#[utoipa::path(
    post,
    path = "/api/v1/recovery/email/confirm",
    operation_id = "confirmEmail",
    tag = "recovery",
    request_body = LinkBody,
    responses((status = 204)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn confirm_email(
    Caller(ctx): Caller,
    Body(body): Body<LinkBody>,
) -> Result<StatusCode, Fail> {
    members::confirm_email(&ctx, &body.token).await?;
    Ok(StatusCode::NO_CONTENT)
}
