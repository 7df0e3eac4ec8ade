//! The link in the mail of 「비밀번호 찾기」: setting a new password.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use madang_core::members::{self, LinkPurpose, ResetPassword};
use madang_core::{Error, Refusal};
use madang_web::{Fail, Form, clear_session};

use super::fill_in::password_help;
use crate::frame::Frame;
use crate::shell::{self, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "members/reset_password.html")]
struct Reset {
    page: Page,
    token: String,
    password_help: String,
    trouble: Trouble,
}

#[derive(Template)]
#[template(path = "members/reset_password_over.html")]
struct Over {
    page: Page,
    what: String,
}

/// `GET /password/reset`: shows the form only while the link works, which looking does not use up.
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    match members::peek_link(&frame.ctx, LinkPurpose::ResetPassword, &frame.query.secret("token")).await {
        Ok(()) => {
            let token = frame.query.text("token").to_owned();
            Ok(page(frame, token, Trouble::default()))
        }
        Err(error) => over(frame, error),
    }
}

/// `POST /password/reset`
pub(crate) async fn reset(frame: Frame, form: Form) -> Result<Response, Fail> {
    let input = ResetPassword {
        token: form.secret("token"),
        password: form.secret("password"),
        password_confirm: form.secret("password_confirm"),
    };
    match members::reset_password(&frame.ctx, input).await {
        Ok(()) => {
            let mut response = Redirect::to("/sign-in?done=password-reset").into_response();
            clear_session(response.headers_mut());
            Ok(response)
        }
        Err(error @ Error::Invalid(_)) => {
            let trouble = Trouble::of(frame.t(), error)?;
            Ok(page(frame, form.text("token").to_owned(), trouble))
        }
        Err(other) => over(frame, other),
    }
}

fn page(frame: Frame, token: String, trouble: Trouble) -> Response {
    let t = frame.t();
    let password_help = password_help(t, &frame.ctx);
    let page = frame.page.titled(t.s("reset-title"), t.s("reset-purpose"));
    let view = Reset { page, token, password_help, trouble };
    view.trouble.page(&view)
}

fn over(frame: Frame, error: Error) -> Result<Response, Fail> {
    let t = frame.t();
    let Error::Refused(refusal @ (Refusal::LinkOver | Refusal::Superseded)) = error else {
        return Err(error.into());
    };
    let page = frame.page.titled(t.s("reset-over-title"), "");
    Ok(shell::html_with(StatusCode::CONFLICT, &Over { page, what: refusal.words(t) }))
}
