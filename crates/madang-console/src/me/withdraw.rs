//! 「회원 탈퇴」

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use madang_core::{Error, Refusal, members};
use madang_web::{Fail, Form, clear_session};

use super::beside;
use crate::frame::Frame;
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "me/withdraw.html")]
struct Withdraw {
    page: Page,
    login_id: String,
    confirm: String,
    holds: Vec<String>,
    trouble: Trouble,
}

/// `GET /me/withdraw`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    frame.signed_in()?;
    frame.ctx.require_recent()?;
    Ok(page(frame, "", Vec::new(), Trouble::default()))
}

/// `POST /me/withdraw`: typing one's own ID stands between a slip and the end.
pub(crate) async fn withdraw(frame: Frame, form: Form) -> Result<Response, Fail> {
    let t = frame.t();
    let confirm = form.text("confirm");
    let own = frame
        .caller
        .0
        .as_ref()
        .is_some_and(|caller| caller.member.login_id.eq_ignore_ascii_case(confirm.trim()));
    frame.signed_in()?;
    if !own {
        let trouble = Trouble::text("confirm", t.s("me-withdraw-confirm-wrong"));
        return Ok(page(frame, confirm, Vec::new(), trouble));
    }
    match members::withdraw(&frame.ctx).await {
        Ok(()) => {
            let mut response = Redirect::to("/sign-in?done=withdrawn").into_response();
            clear_session(response.headers_mut());
            Ok(response)
        }
        Err(Error::Refused(Refusal::StillHolds { what })) => {
            let holds = what.iter().map(|key| t.s(key)).collect();
            let trouble = Trouble::notice(StatusCode::CONFLICT, t.s("refusal-still-holds"));
            Ok(page(frame, confirm, holds, trouble))
        }
        Err(error) => {
            let trouble = Trouble::of(t, error)?;
            Ok(page(frame, confirm, Vec::new(), trouble))
        }
    }
}

fn page(frame: Frame, confirm: &str, holds: Vec<String>, trouble: Trouble) -> Response {
    let t = frame.t();
    let login_id = frame.page.viewer.as_ref().map_or_else(String::new, |viewer| viewer.login_id.clone());
    let page = beside(frame.page.titled(t.s("me-withdraw"), t.s("me-withdraw-purpose")), "/me/withdraw");
    let view = Withdraw { page, login_id, confirm: confirm.to_owned(), holds, trouble };
    view.trouble.page(&view)
}
