//! 「아이디 찾기」

use askama::Template;
use axum::response::Response;
use madang_core::members::{self, FindId};
use madang_web::{Fail, Form};

use super::captcha;
use crate::frame::Frame;
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "members/find_id.html")]
struct Find {
    page: Page,
    name: String,
    email: String,
    captcha_id: Option<String>,
    found: Option<Vec<String>>,
    trouble: Trouble,
}

/// `GET /find-id`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    page(frame, &Form::default(), None, Trouble::default()).await
}

/// `POST /find-id` 「찾기」
pub(crate) async fn find(frame: Frame, form: Form) -> Result<Response, Fail> {
    let text = |field: &str| form.text(field).to_owned();
    let input = FindId {
        name: text("name"),
        email: text("email"),
        captcha_id: text("captcha_id"),
        captcha: text("captcha"),
    };
    match members::find_id(&frame.ctx, input).await {
        Ok(found) => page(frame, &form, Some(found), Trouble::default()).await,
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            page(frame, &form, None, trouble).await
        }
    }
}

async fn page(
    frame: Frame,
    form: &Form,
    found: Option<Vec<String>>,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let t = frame.t();
    let captcha_id = match members::find_id_needs_captcha(&frame.ctx).await? {
        true => Some(captcha::kept_or_new(&frame.ctx, form.text("captcha_id")).await?),
        false => None,
    };
    let page = frame.page.titled(t.s("find-id-title"), t.s("find-id-purpose"));
    let view = Find {
        page,
        name: form.text("name").to_owned(),
        email: form.text("email").to_owned(),
        captcha_id,
        found,
        trouble,
    };
    Ok(view.trouble.page(&view))
}
