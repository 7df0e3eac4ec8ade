//! A captcha's sound.

use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use madang_core::captcha;
use madang_model::CaptchaId;
use madang_web::{Caller, Fail};

use crate::address::At;

#[utoipa::path(
    get,
    path = "/api/v1/captchas/{id}/sound",
    operation_id = "getCaptchaSound",
    tag = "captcha",
    responses((status = 200, body = [u8], content_type = "audio/wav")),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn get_sound(Caller(ctx): Caller, At(id): At<CaptchaId>) -> Result<Response, Fail> {
    Ok(([(CONTENT_TYPE, "audio/wav")], captcha::get_sound(&ctx, id).await?).into_response())
}
