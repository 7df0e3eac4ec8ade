//! 「부정인증 방지」: the picture, the sound, and a new one.

use askama::Template;
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use madang_core::{Ctx, Error, captcha};
use madang_model::CaptchaId;
use madang_web::Fail;

use crate::frame::{At, Frame};
use crate::shell::{self, Page};

/// Where the captcha's routes are; forms name it.
pub(crate) const BASE: &str = "/captcha";

#[derive(Template)]
#[template(path = "members/captcha.html")]
struct Part {
    page: Page,
    captcha_id: String,
}

/// `GET /captcha`: a new one, as the part of the form that shows it.
pub(crate) async fn renew(frame: Frame) -> Result<Response, Fail> {
    let captcha_id = captcha::issue(&frame.ctx).await?.id.to_string();
    Ok(shell::html(&Part { page: frame.page, captcha_id }))
}

/// `GET /captcha/{id}.png` and `GET /captcha/{id}.wav`
pub(crate) async fn get(frame: Frame, At(file): At<String>) -> Result<Response, Fail> {
    let (id, kind) = file.split_once('.').ok_or(Error::NotFound)?;
    let id: CaptchaId = id.parse().map_err(|_| Error::NotFound)?;
    let (content_type, body) = match kind {
        "png" => ("image/png", captcha::get_picture(&frame.ctx, id).await?),
        "wav" => ("audio/wav", captcha::get_sound(&frame.ctx, id).await?),
        _ => return Err(Error::NotFound.into()),
    };
    Ok(([(CONTENT_TYPE, content_type)], body).into_response())
}

/// The captcha for a form that is shown: the one it was sent with while that still counts, else a new one.
pub(crate) async fn kept_or_new(ctx: &Ctx, sent: &str) -> Result<String, Error> {
    if let Ok(id) = sent.parse::<CaptchaId>()
        && captcha::get_picture(ctx, id).await.is_ok()
    {
        return Ok(id.to_string());
    }
    Ok(captcha::issue(ctx).await?.id.to_string())
}
