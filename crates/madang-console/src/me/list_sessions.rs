//! 「로그인 기기」

use askama::Template;
use axum::response::Response;
use madang_core::members::{self, Session};
use madang_i18n::Zone;
use madang_web::Fail;

use super::{beside, device};
use crate::done;
use crate::frame::Frame;
use crate::shell::{self, Page, Pager};

#[derive(Template)]
#[template(path = "me/list_sessions.html")]
struct Sessions {
    page: Page,
    sessions: Vec<Session>,
    pager: Pager,
    zone: Zone,
    done: String,
}

impl Sessions {
    fn device(&self, session: &Session) -> String {
        device::device(&session.client)
    }

    /// Whether there is anything to end but the session that looks.
    fn has_others(&self) -> bool {
        !self.pager.is_single() || self.sessions.iter().any(|session| !session.is_current)
    }
}

/// `GET /me/sessions`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    let t = frame.t();
    let cursor = Some(frame.query.text("cursor")).filter(|cursor| !cursor.is_empty());
    let found = members::list_sessions(&frame.ctx, cursor).await?;
    let first = cursor.map(|_| "/me/sessions".to_owned());
    let next = found.next.map(|next| format!("/me/sessions?cursor={next}"));
    let pager = Pager { first, next, ..Pager::default() };
    let (zone, done) = (frame.zone(), done::text(t, &frame.query));
    let page = beside(frame.page.titled(t.s("me-sessions"), t.s("me-sessions-purpose")), "/me/sessions");
    Ok(shell::html(&Sessions { page, sessions: found.items, pager, zone, done }))
}
