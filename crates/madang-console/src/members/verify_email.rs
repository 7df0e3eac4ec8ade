//! The link in the verification mail. Opening it only shows a button: mail scanners open links too.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use madang_core::{Error, Refusal, members};
use madang_web::{Fail, Form};

use super::steps::{Step, steps};
use crate::frame::Frame;
use crate::shell::{self, Page, Steps};

#[derive(Template)]
#[template(path = "members/verify_email.html")]
struct Verify {
    page: Page,
    steps: Steps,
    token: String,
}

#[derive(Template)]
#[template(path = "members/verify_email_over.html")]
struct Over {
    page: Page,
    what: String,
}

/// `GET /sign-up/verify`
pub(crate) async fn show(frame: Frame) -> Response {
    let t = frame.t();
    let token = frame.query.text("token").to_owned();
    let page = frame.page.titled(t.s("sign-up-verify-title"), t.s("sign-up-verify-purpose"));
    shell::html(&Verify { page, steps: steps(t, Step::Done), token })
}

/// `POST /sign-up/verify` 「회원가입 완료」
pub(crate) async fn verify(frame: Frame, form: Form) -> Result<Response, Fail> {
    let t = frame.t();
    match members::verify_email(&frame.ctx, &form.secret("token")).await {
        Ok(_) => Ok(Redirect::to("/sign-in?done=verified").into_response()),
        Err(Error::Refused(refusal @ (Refusal::LinkOver | Refusal::EmailFull))) => {
            let page = frame.page.titled(t.s("sign-up-verify-over-title"), "");
            Ok(shell::html_with(StatusCode::CONFLICT, &Over { page, what: refusal.words(t) }))
        }
        Err(other) => Err(other.into()),
    }
}
