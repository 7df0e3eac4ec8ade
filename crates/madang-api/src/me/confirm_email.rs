//! Following the link that was mailed to a new e-mail address.

use http::StatusCode;
use madang_core::members;
use madang_web::Fail;

use crate::body::Body;
use crate::caller::SignedIn;
use crate::sign_ups::verify_email::LinkBody;

#[utoipa::path(
    post,
    path = "/api/v1/me/email/confirm",
    operation_id = "confirmEmail",
    tag = "me",
    request_body = LinkBody,
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn confirm_email(
    SignedIn(ctx): SignedIn,
    Body(body): Body<LinkBody>,
) -> Result<StatusCode, Fail> {
    members::confirm_email(&ctx, &body.token).await?;
    Ok(StatusCode::NO_CONTENT)
}
