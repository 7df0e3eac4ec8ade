//! 「인증번호 발송」

use axum::Json;
use madang_core::members::{self, PhoneSubject, SentCode};
use madang_web::{Caller, Fail};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::token::SignUpToken;
use crate::body::Body;
use crate::wire::time;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PhoneBody {
    pub(crate) phone: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct SentCodeView {
    expires_at: String,
    seconds: u32,
}

impl From<SentCode> for SentCodeView {
    fn from(sent: SentCode) -> Self {
        Self { expires_at: time(sent.expires_at), seconds: sent.seconds }
    }
}

#[utoipa::path(
    post,
    path = "/api/v1/sign-ups/current/phone/code",
    operation_id = "sendSignUpCode",
    tag = "sign-up",
    security(("signUp" = [])),
    request_body = PhoneBody,
    responses((status = 200, body = SentCodeView)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn send_phone_code(
    Caller(ctx): Caller,
    SignUpToken(token): SignUpToken,
    Body(body): Body<PhoneBody>,
) -> Result<Json<SentCodeView>, Fail> {
    let sent = members::send_phone_code(&ctx, &PhoneSubject::SignUp(token), &body.phone).await?;
    Ok(Json(sent.into()))
}
