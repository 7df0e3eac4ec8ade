//! Steps 2 and 3: the form, and the member that it makes.

use axum::Json;
use http::StatusCode;
use madang_core::members::{Marketing, SignUp, sign_up};
use madang_model::Secret;
use madang_web::{Caller, Fail};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::token::SignUpToken;
use crate::body::Body;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignUpBody {
    login_id: String,
    #[schema(value_type = String, format = Password)]
    password: Secret,
    name: String,
    email: String,
    #[serde(default)]
    marketing: bool,
    phone: String,
    #[serde(default)]
    landline: String,
    #[serde(default)]
    domain: String,
    ip_count: Option<u32>,
    #[serde(default)]
    organization_code: String,
    captcha_id: String,
    captcha: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct SignedUpView {
    member_id: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/sign-ups/current/complete",
    operation_id = "completeSignUp",
    tag = "sign-up",
    security(("signUp" = [])),
    request_body = SignUpBody,
    responses((status = 201, body = SignedUpView)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn complete(
    Caller(ctx): Caller,
    SignUpToken(token): SignUpToken,
    Body(body): Body<SignUpBody>,
) -> Result<(StatusCode, Json<SignedUpView>), Fail> {
    let input = SignUp {
        token,
        login_id: body.login_id,
        // Typing it twice is for people, who can't see what they type.
        password_confirm: body.password.clone(),
        password: body.password,
        name: body.name,
        email: body.email,
        marketing: if body.marketing { Marketing::Wanted } else { Marketing::Unwanted },
        phone: body.phone,
        landline: body.landline,
        domain: body.domain,
        ip_count: body.ip_count.map_or_else(String::new, |count| count.to_string()),
        organization_code: body.organization_code,
        captcha_id: body.captcha_id,
        captcha: body.captcha,
    };
    let made = sign_up(&ctx, input).await?;
    Ok((StatusCode::CREATED, Json(SignedUpView { member_id: made.member_id.to_string() })))
}
