//! A captcha's picture.

use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use madang_core::captcha;
use madang_model::CaptchaId;
use madang_web::{Caller, Fail};

use crate::address::At;

#[utoipa::path(
    get,
    path = "/api/v1/captchas/{id}/picture",
    operation_id = "getCaptchaPicture",
    tag = "captcha",
    responses((status = 200, body = [u8], content_type = "image/png")),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn get_picture(Caller(ctx): Caller, At(id): At<CaptchaId>) -> Result<Response, Fail> {
    Ok(([(CONTENT_TYPE, "image/png")], captcha::get_picture(&ctx, id).await?).into_response())
}
