//! Typing in the code.

use axum::Json;
use madang_core::members::{self, PhoneSubject};
use madang_web::{Caller, Fail};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::token::SignUpToken;
use crate::body::Body;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PhoneCodeBody {
    pub(crate) code: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ConfirmedPhoneView {
    pub(crate) phone: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/sign-ups/current/phone/confirm",
    operation_id = "confirmSignUpCode",
    tag = "sign-up",
    security(("signUp" = [])),
    request_body = PhoneCodeBody,
    responses((status = 200, body = ConfirmedPhoneView)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn confirm_phone_code(
    Caller(ctx): Caller,
    SignUpToken(token): SignUpToken,
    Body(body): Body<PhoneCodeBody>,
) -> Result<Json<ConfirmedPhoneView>, Fail> {
    let phone = members::confirm_phone_code(&ctx, &PhoneSubject::SignUp(token), &body.code).await?;
    Ok(Json(ConfirmedPhoneView { phone: phone.into_string() }))
}
