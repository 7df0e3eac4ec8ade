//! 「비밀번호」, by who knows the present one; also who has to change it before anything else.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::Actor;
use madang_core::members::{self, ChangePassword, Hold};
use madang_web::{Fail, Form};

use super::beside;
use crate::frame::Frame;
use crate::members::fill_in::password_help;
use crate::next::next;
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "me/change_password.html")]
struct Change {
    page: Page,
    login_id: String,
    password_help: String,
    initial: bool,
    next: String,
    trouble: Trouble,
}

/// `GET /me/password`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    frame.signed_in()?;
    let next = next(&frame.query);
    Ok(page(frame, next, Trouble::default()))
}

/// `POST /me/password`
pub(crate) async fn change(frame: Frame, form: Form) -> Result<Response, Fail> {
    let input = ChangePassword {
        current: form.secret("current"),
        password: form.secret("password"),
        password_confirm: form.secret("password_confirm"),
    };
    let next = next(&form);
    match members::change_password(&frame.ctx, input).await {
        // Whoever was sent here was on the way to somewhere else.
        Ok(()) if is_held(&frame) => Ok(Redirect::to(&next).into_response()),
        Ok(()) => Ok(Redirect::to("/me?done=password").into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            Ok(page(frame, next, trouble))
        }
    }
}

fn is_held(frame: &Frame) -> bool {
    matches!(frame.ctx.actor, Actor::Member { hold: Some(Hold::Password), .. })
}

fn page(frame: Frame, next: String, trouble: Trouble) -> Response {
    let t = frame.t();
    let initial = is_held(&frame);
    let login_id = frame.page.viewer.as_ref().map_or_else(String::new, |viewer| viewer.login_id.clone());
    let password_help = password_help(t, &frame.ctx);
    let page = beside(frame.page.titled(t.s("me-password"), t.s("me-password-purpose")), "/me/password");
    let view = Change { page, login_id, password_help, initial, next, trouble };
    view.trouble.page(&view)
}
