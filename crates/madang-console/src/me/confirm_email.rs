//! The link in the mail to a new address. Whoever reads that address may follow it, signed in or not.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use madang_core::members::{self, LinkPurpose};
use madang_core::{Error, Refusal};
use madang_web::{Fail, Form};

use crate::frame::Frame;
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "me/confirm_email.html")]
struct Confirm {
    page: Page,
    token: String,
}

#[derive(Template)]
#[template(path = "me/confirm_email_over.html")]
struct Over {
    page: Page,
    what: String,
}

/// `GET /account/email/confirm`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    let t = frame.t();
    match members::peek_link(&frame.ctx, LinkPurpose::ChangeEmail, &frame.query.secret("token")).await {
        Ok(()) => {
            let token = frame.query.text("token").to_owned();
            let page = frame.page.titled(t.s("me-email-confirm"), t.s("me-email-confirm-purpose"));
            Ok(shell::html(&Confirm { page, token }))
        }
        Err(error) => over(frame, error),
    }
}

/// `POST /account/email/confirm`
pub(crate) async fn confirm(frame: Frame, form: Form) -> Result<Response, Fail> {
    match members::confirm_email(&frame.ctx, &form.secret("token")).await {
        Ok(_) if frame.signed_in().is_ok() => Ok(Redirect::to("/me?done=email").into_response()),
        Ok(_) => Ok(Redirect::to("/sign-in?done=email").into_response()),
        Err(error) => over(frame, error),
    }
}

fn over(frame: Frame, error: Error) -> Result<Response, Fail> {
    let t = frame.t();
    let Error::Refused(refusal @ (Refusal::LinkOver | Refusal::EmailFull)) = error else {
        return Err(error.into());
    };
    let page = frame.page.titled(t.s("me-email-confirm-over"), "");
    Ok(shell::html_with(StatusCode::CONFLICT, &Over { page, what: refusal.words(t) }))
}
