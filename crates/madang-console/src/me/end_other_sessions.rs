//! Signing all other devices out.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::members;
use madang_web::{Fail, Form};

use super::below;
use crate::frame::Frame;
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "me/end_other_sessions.html")]
struct Ask {
    page: Page,
}

/// `GET /me/sessions/others/end`
pub(crate) async fn ask(frame: Frame) -> Result<Response, Fail> {
    frame.signed_in()?;
    let t = frame.t();
    let page = below(frame.page.titled(t.s("me-sessions-end"), ""), "/me/sessions");
    Ok(shell::html(&Ask { page }))
}

/// `POST /me/sessions/others/end`
pub(crate) async fn end(frame: Frame, _form: Form) -> Result<Response, Fail> {
    members::end_other_sessions(&frame.ctx).await?;
    Ok(Redirect::to("/me/sessions?done=sessions").into_response())
}
