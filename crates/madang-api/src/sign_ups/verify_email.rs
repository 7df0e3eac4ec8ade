//! Following the link in the verification mail.

use http::StatusCode;
use madang_core::members;
use madang_model::Secret;
use madang_web::{Caller, Fail};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::body::Body;

/// The token at the end of a link that was mailed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkBody {
    #[schema(value_type = String)]
    pub(crate) token: Secret,
}

#[utoipa::path(
    post,
    path = "/api/v1/sign-ups/verify",
    operation_id = "verifyEmail",
    tag = "sign-up",
    request_body = LinkBody,
    responses((status = 204)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn verify_email(
    Caller(ctx): Caller,
    Body(body): Body<LinkBody>,
) -> Result<StatusCode, Fail> {
    members::verify_email(&ctx, &body.token).await?;
    Ok(StatusCode::NO_CONTENT)
}
