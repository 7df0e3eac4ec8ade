//! 「로그인」

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::HeaderMap;
use madang_core::members::{self, SignIn};
use madang_core::{Error, Refusal};
use madang_web::{Fail, Form, cookie, remember_cookie, set_session};

use super::captcha;
use crate::done;
use crate::frame::Frame;
use crate::next::{next, with_query};
use crate::shell::Page;
use crate::trouble::Trouble;

/// The cookie that 「아이디 저장」 leaves: the ID, never the password.
const SAVED: &str = "__Host-saved-id";

const A_YEAR: u32 = 31_536_000;

#[derive(Template)]
#[template(path = "members/sign_in.html")]
struct View {
    page: Page,
    form: Filled,
}

/// The form as it is shown.
#[derive(Default)]
struct Filled {
    login_id: String,
    save: bool,
    next: String,
    captcha_id: Option<String>,
    unverified: bool,
    done: String,
    trouble: Trouble,
}

/// `GET /sign-in`
pub(crate) async fn show(frame: Frame, headers: HeaderMap) -> Response {
    let next = next(&frame.query);
    if frame.signed_in().is_ok() {
        return Redirect::to(&next).into_response();
    }
    let saved = cookie(&headers, SAVED).filter(|id| is_plain(id)).unwrap_or_default().to_owned();
    let done = done::text(frame.t(), &frame.query);
    let save = !saved.is_empty();
    page(frame, Filled { login_id: saved, save, next, done, ..Filled::default() })
}

/// `POST /sign-in` 「로그인」
pub(crate) async fn sign_in(frame: Frame, form: Form) -> Result<Response, Fail> {
    let text = |field: &str| form.text(field).to_owned();
    let input = SignIn {
        login_id: text("login_id"),
        password: form.secret("password"),
        captcha_id: text("captcha_id"),
        captcha: text("captcha"),
    };
    let next = next(&form);
    let error = match members::sign_in(&frame.ctx, input).await {
        Ok(signed_in) => {
            let mut response = Redirect::to(&next).into_response();
            set_session(response.headers_mut(), &signed_in.token);
            save_id(response.headers_mut(), &signed_in.member.login_id, form.ticked("save"));
            return Ok(response);
        }
        Err(error) => error,
    };
    let unverified = matches!(error, Error::Refused(Refusal::Unverified));
    // Once a captcha was asked for, it is asked for again: only a sign-in that works ends that.
    let needs_captcha = !form.text("captcha_id").is_empty()
        || matches!(
            error,
            Error::Refused(Refusal::CaptchaNeeded | Refusal::WrongIdOrPassword { captcha: true })
        );
    let trouble = Trouble::of(frame.t(), error)?;
    let captcha_id = if needs_captcha {
        Some(captcha::kept_or_new(&frame.ctx, form.text("captcha_id")).await?)
    } else {
        None
    };
    let filled = Filled {
        login_id: text("login_id"),
        save: form.ticked("save"),
        next,
        captcha_id,
        unverified,
        trouble,
        ..Filled::default()
    };
    Ok(page(frame, filled))
}

fn save_id(headers: &mut HeaderMap, login_id: &str, save: bool) {
    match save {
        true if is_plain(login_id) => remember_cookie(headers, SAVED, login_id, Some(A_YEAR)),
        true | false => remember_cookie(headers, SAVED, "", Some(0)),
    }
}

/// Whether an ID can stand in a cookie as it is.
fn is_plain(id: &str) -> bool {
    !id.is_empty() && id.len() <= 40 && id.bytes().all(|b| b.is_ascii_alphanumeric())
}

impl Filled {
    fn resend(&self) -> String {
        with_query("/sign-in/resend", "login_id", &self.login_id)
    }
}

fn page(frame: Frame, form: Filled) -> Response {
    let t = frame.t();
    let purpose = t.a("sign-in-purpose", &[("product", frame.page.brand.name.as_str().into())]);
    let view = View { page: frame.page.titled(t.s("sign-in-title"), purpose), form };
    view.form.trouble.page(&view)
}
