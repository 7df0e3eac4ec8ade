//! 「로그인」

use axum::Json;
use http::StatusCode;
use madang_core::members::{self, SignIn};
use madang_model::Secret;
use madang_web::{Caller, Fail};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::Body;
use crate::wire::time;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignInBody {
    login_id: String,
    #[schema(value_type = String, format = Password)]
    password: Secret,
    #[serde(default)]
    captcha_id: String,
    #[serde(default)]
    captcha: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct SignedInView {
    token: String,
    session_id: String,
    member_id: String,
    expires_at: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/sessions",
    operation_id = "signIn",
    tag = "sign-in",
    request_body = SignInBody,
    responses((status = 201, body = SignedInView)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn sign_in(
    Caller(ctx): Caller,
    Body(body): Body<SignInBody>,
) -> Result<(StatusCode, Json<SignedInView>), Fail> {
    let input = SignIn {
        login_id: body.login_id,
        password: body.password,
        captcha_id: body.captcha_id,
        captcha: body.captcha,
    };
    let signed_in = members::sign_in(&ctx, input).await?;
    let view = SignedInView {
        token: signed_in.token.reveal().to_owned(),
        session_id: signed_in.session_id.to_string(),
        member_id: signed_in.member.id.to_string(),
        expires_at: time(signed_in.expires_at),
    };
    Ok((StatusCode::CREATED, Json(view)))
}
