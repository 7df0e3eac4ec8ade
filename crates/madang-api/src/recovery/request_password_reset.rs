//! 「비밀번호 찾기」: asking for the link.

use axum::Json;
use madang_core::members::{self, RequestPasswordReset, ResetMail, ResetRequested};
use madang_web::{Caller, Fail};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::Body;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RequestPasswordResetBody {
    login_id: String,
    email: String,
    #[serde(default)]
    resend: bool,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ResetRequestedView {
    outcome: ResetOutcome,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ResetOutcome {
    Requested,
    AlreadyRequested,
}

#[utoipa::path(
    post,
    path = "/api/v1/recovery/password/request",
    operation_id = "requestPasswordReset",
    tag = "recovery",
    request_body = RequestPasswordResetBody,
    responses((status = 200, body = ResetRequestedView)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn request_password_reset(
    Caller(ctx): Caller,
    Body(body): Body<RequestPasswordResetBody>,
) -> Result<Json<ResetRequestedView>, Fail> {
    let mail = if body.resend { ResetMail::Again } else { ResetMail::Once };
    let input = RequestPasswordReset { login_id: body.login_id, email: body.email, mail };
    let outcome = match members::request_password_reset(&ctx, input).await? {
        ResetRequested::Requested => ResetOutcome::Requested,
        ResetRequested::AlreadyRequested => ResetOutcome::AlreadyRequested,
    };
    Ok(Json(ResetRequestedView { outcome }))
}
