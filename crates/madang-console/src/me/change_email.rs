//! 「이메일」: another address, which counts once the link sent to it is followed.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::members;
use madang_web::{Fail, Form};

use super::beside;
use crate::done;
use crate::frame::Frame;
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "me/change_email.html")]
struct Change {
    page: Page,
    current: String,
    email: String,
    done: String,
    has_outbox: bool,
    trouble: Trouble,
}

/// `GET /me/email`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    frame.signed_in()?;
    frame.ctx.require_recent()?;
    page(frame, String::new(), Trouble::default()).await
}

/// `POST /me/email`
pub(crate) async fn change(frame: Frame, form: Form) -> Result<Response, Fail> {
    match members::change_email(&frame.ctx, form.text("email")).await {
        Ok(()) => Ok(Redirect::to("/me/email?done=email-sent").into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            page(frame, form.text("email").to_owned(), trouble).await
        }
    }
}

async fn page(frame: Frame, email: String, trouble: Trouble) -> Result<Response, Fail> {
    let t = frame.t();
    let current = members::get_profile(&frame.ctx).await?.email;
    let done = done::text(t, &frame.query);
    let has_outbox = frame.web.is_development() && !done.is_empty();
    let page = beside(frame.page.titled(t.s("me-email"), t.s("me-email-purpose")), "/me/email");
    let view = Change { page, current, email, done, has_outbox, trouble };
    Ok(view.trouble.page(&view))
}
