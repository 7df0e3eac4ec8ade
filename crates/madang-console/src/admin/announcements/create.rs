//! A new announcement.

use axum::response::{IntoResponse, Redirect, Response};
use madang_core::{Action, announcements};
use madang_web::{Fail, Form};

use super::form::{Typed, Way, form_page};
use crate::admin::section::Section;
use crate::frame::Frame;
use crate::trouble::Trouble;

/// `GET /admin/announcements/new`
pub(super) async fn ask(frame: Frame) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteAnnouncements, None)?;
    Ok(page(&frame, Typed::new(), Trouble::default()))
}

/// `POST /admin/announcements`
pub(super) async fn act(frame: Frame, form: Form) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteAnnouncements, None)?;
    let typed = Typed::of(&form);
    let made = match typed.input(&frame.zone()) {
        Ok(input) => announcements::create(&frame.ctx, &input).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(id) => Ok(Redirect::to(&format!("/admin/announcements/{id}?done=announced")).into_response()),
        Err(error) => Ok(page(&frame, typed, Trouble::of(frame.t(), error)?)),
    }
}

fn page(frame: &Frame, typed: Typed, trouble: Trouble) -> Response {
    let way = Way {
        action: "/admin/announcements".to_owned(),
        back: "/admin/announcements".to_owned(),
        button: frame.t().s("operators-announce"),
    };
    form_page(
        frame,
        Section::Announcements.page_below(frame, frame.t().s("operators-announcement-new")),
        way,
        typed,
        trouble,
    )
}
