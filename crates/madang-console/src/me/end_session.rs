//! Signing one device out.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::{Actor, Error, Via, members};
use madang_model::SessionId;
use madang_web::{Fail, Form, clear_session};

use super::below;
use super::device::device;
use crate::frame::{At, Frame};
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "me/end_session.html")]
struct Ask {
    page: Page,
    id: SessionId,
    device: String,
}

/// `GET /me/sessions/{id}/end`
pub(crate) async fn ask(frame: Frame, At(id): At<SessionId>) -> Result<Response, Fail> {
    let t = frame.t();
    let sessions = members::list_sessions(&frame.ctx, None).await?.items;
    // A member has no more sessions than one page holds.
    let session = sessions.iter().find(|session| session.id == id).ok_or(Error::NotFound)?;
    let device = format!("{} · {}", device(&session.client), session.address);
    let page = below(frame.page.titled(t.s("me-session-end"), ""), "/me/sessions");
    Ok(shell::html(&Ask { page, id, device }))
}

/// `POST /me/sessions/{id}/end`
pub(crate) async fn end(frame: Frame, At(id): At<SessionId>, _form: Form) -> Result<Response, Fail> {
    members::end_session(&frame.ctx, id).await?;
    let own =
        matches!(&frame.ctx.actor, Actor::Member { via: Via::Session { id: own, .. }, .. } if *own == id);
    if own {
        let mut response = Redirect::to("/").into_response();
        clear_session(response.headers_mut());
        return Ok(response);
    }
    Ok(Redirect::to("/me/sessions?done=session").into_response())
}
