//! 「인증 메일을 받지 못하셨나요?」

use askama::Template;
use axum::response::Response;
use madang_core::members::{self, ResendVerification};
use madang_web::{Fail, Form};

use crate::frame::Frame;
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "members/resend_verification.html")]
struct Resend {
    page: Page,
    login_id: String,
    email: String,
    sent: bool,
    has_outbox: bool,
    trouble: Trouble,
}

/// `GET /sign-in/resend`
pub(crate) async fn show(frame: Frame) -> Response {
    let login_id = frame.query.text("login_id").to_owned();
    page(frame, login_id, String::new(), false, Trouble::default())
}

/// `POST /sign-in/resend`: says the same whoever asks.
pub(crate) async fn resend(frame: Frame, form: Form) -> Result<Response, Fail> {
    let (login_id, email) = (form.text("login_id").to_owned(), form.text("email").to_owned());
    let input = ResendVerification { login_id: login_id.clone(), email: email.clone() };
    let trouble = match members::resend_verification(&frame.ctx, input).await {
        Ok(()) => Trouble::default(),
        Err(error) => Trouble::of(frame.t(), error)?,
    };
    let sent = trouble.is_none();
    Ok(page(frame, login_id, email, sent, trouble))
}

fn page(frame: Frame, login_id: String, email: String, sent: bool, trouble: Trouble) -> Response {
    let t = frame.t();
    let has_outbox = frame.web.is_development();
    let page = frame.page.titled(t.s("resend-title"), t.s("resend-purpose"));
    let view = Resend { page, login_id, email, sent, has_outbox, trouble };
    view.trouble.page(&view)
}
