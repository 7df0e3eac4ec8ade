//! The password again, before something delicate.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::members;
use madang_web::{Fail, Form, set_session};

use crate::frame::Frame;
use crate::next::next;
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "members/reauthenticate.html")]
struct Again {
    page: Page,
    login_id: String,
    next: String,
    trouble: Trouble,
}

/// `GET /sign-in/again`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    frame.signed_in()?;
    let next = next(&frame.query);
    Ok(page(frame, next, Trouble::default()))
}

/// `POST /sign-in/again`
pub(crate) async fn reauthenticate(frame: Frame, form: Form) -> Result<Response, Fail> {
    let next = next(&form);
    match members::reauthenticate(&frame.ctx, &form.secret("password")).await {
        Ok(token) => {
            let mut response = Redirect::to(&next).into_response();
            set_session(response.headers_mut(), &token);
            Ok(response)
        }
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            Ok(page(frame, next, trouble))
        }
    }
}

fn page(frame: Frame, next: String, trouble: Trouble) -> Response {
    let t = frame.t();
    let login_id = frame.page.viewer.as_ref().map_or_else(String::new, |viewer| viewer.login_id.clone());
    let page = frame.page.titled(t.s("sign-in-again-title"), t.s("sign-in-again-purpose"));
    let view = Again { page, login_id, next, trouble };
    view.trouble.page(&view)
}
