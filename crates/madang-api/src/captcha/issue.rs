//! A new captcha.

use axum::Json;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use madang_core::captcha;
use madang_web::{Caller, Fail};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub(crate) struct CaptchaView {
    id: String,
    #[schema(content_encoding = "base64", content_media_type = "image/png")]
    picture: String,
    picture_url: String,
    sound_url: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/captchas",
    operation_id = "issueCaptcha",
    tag = "captcha",
    responses((status = 201, body = CaptchaView)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn issue(Caller(ctx): Caller) -> Result<(StatusCode, Json<CaptchaView>), Fail> {
    let id = captcha::issue(&ctx).await?.id;
    let view = CaptchaView {
        id: id.to_string(),
        picture: STANDARD.encode(captcha::get_picture(&ctx, id).await?),
        picture_url: format!("/api/v1/captchas/{id}/picture"),
        sound_url: format!("/api/v1/captchas/{id}/sound"),
    };
    Ok((StatusCode::CREATED, Json(view)))
}
