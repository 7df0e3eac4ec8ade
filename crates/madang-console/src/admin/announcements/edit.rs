//! Changing an announcement that nobody has been shown yet.

use axum::response::{IntoResponse, Redirect, Response};
use madang_core::{Action, announcements};
use madang_model::AnnouncementId;
use madang_web::{Fail, Form};

use super::form::{Typed, Way, form_page};
use crate::admin::section::Section;
use crate::frame::{At, Frame};
use crate::trouble::Trouble;

/// `GET /admin/announcements/{id}/edit`
pub(super) async fn ask(frame: Frame, At(id): At<AnnouncementId>) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteAnnouncements, None)?;
    let row = announcements::get(&frame.ctx, id).await?;
    let typed = Typed::kept(&frame.zone(), row);
    Ok(page(&frame, id, typed, Trouble::default()))
}

/// `POST /admin/announcements/{id}/edit`
pub(super) async fn act(frame: Frame, At(id): At<AnnouncementId>, form: Form) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteAnnouncements, None)?;
    let typed = Typed::of(&form);
    let changed = match typed.input(&frame.zone()) {
        Ok(input) => announcements::update(&frame.ctx, id, &input).await,
        Err(error) => Err(error),
    };
    match changed {
        Ok(()) => Ok(Redirect::to(&format!("/admin/announcements/{id}?done=changed")).into_response()),
        Err(error) => Ok(page(&frame, id, typed, Trouble::of(frame.t(), error)?)),
    }
}

fn page(frame: &Frame, id: AnnouncementId, typed: Typed, trouble: Trouble) -> Response {
    let back = format!("/admin/announcements/{id}");
    let way = Way { action: format!("{back}/edit"), back, button: frame.t().s("operators-save") };
    form_page(
        frame,
        Section::Announcements.page_below(frame, frame.t().s("operators-announcement-edit")),
        way,
        typed,
        trouble,
    )
}
