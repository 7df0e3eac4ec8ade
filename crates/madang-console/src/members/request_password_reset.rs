//! 「비밀번호 찾기」

use askama::Template;
use axum::response::Response;
use madang_core::members::{self, RequestPasswordReset, ResetMail, ResetRequested};
use madang_web::{Fail, Form};

use crate::frame::Frame;
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "members/request_password_reset.html")]
struct Forgot {
    page: Page,
    login_id: String,
    email: String,
    outcome: Option<ResetRequested>,
    minutes: u32,
    has_outbox: bool,
    trouble: Trouble,
}

impl Forgot {
    fn is_already(&self) -> bool {
        self.outcome == Some(ResetRequested::AlreadyRequested)
    }
}

/// `GET /password/forgot`
pub(crate) async fn show(frame: Frame) -> Response {
    page(frame, &Form::default(), None, Trouble::default())
}

/// `POST /password/forgot`, and once more by 「메일 다시 보내기」
pub(crate) async fn request(frame: Frame, form: Form) -> Result<Response, Fail> {
    let mail = if form.ticked("again") { ResetMail::Again } else { ResetMail::Once };
    let input = RequestPasswordReset {
        login_id: form.text("login_id").to_owned(),
        email: form.text("email").to_owned(),
        mail,
    };
    match members::request_password_reset(&frame.ctx, input).await {
        Ok(outcome) => Ok(page(frame, &form, Some(outcome), Trouble::default())),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            Ok(page(frame, &form, None, trouble))
        }
    }
}

fn page(frame: Frame, form: &Form, outcome: Option<ResetRequested>, trouble: Trouble) -> Response {
    let t = frame.t();
    let minutes = frame.ctx.settings().password.reset_minutes;
    let has_outbox = frame.web.is_development();
    let purpose = if outcome.is_some() { String::new() } else { t.s("forgot-purpose") };
    let page = frame.page.titled(t.s("forgot-title"), purpose);
    let view = Forgot {
        page,
        login_id: form.text("login_id").to_owned(),
        email: form.text("email").to_owned(),
        outcome,
        minutes,
        has_outbox,
        trouble,
    };
    view.trouble.page(&view)
}
