//! Taking an announcement back.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::{Action, announcements};
use madang_model::AnnouncementId;
use madang_web::{Fail, Form};

use super::view::line;
use crate::admin::section::Section;
use crate::frame::{At, Frame};
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/announcements/withdraw.html")]
struct Withdraw {
    page: Page,
    announcement: String,
    back: String,
    trouble: Trouble,
}

/// `GET /admin/announcements/{id}/withdraw`
pub(super) async fn ask(frame: Frame, At(id): At<AnnouncementId>) -> Result<Response, Fail> {
    page(&frame, id, Trouble::default()).await
}

/// `POST /admin/announcements/{id}/withdraw`
pub(super) async fn act(frame: Frame, At(id): At<AnnouncementId>, _: Form) -> Result<Response, Fail> {
    match announcements::withdraw(&frame.ctx, id).await {
        Ok(()) => Ok(Redirect::to(&format!("/admin/announcements/{id}?done=withdrawn")).into_response()),
        Err(error) => page(&frame, id, Trouble::of(frame.t(), error)?).await,
    }
}

async fn page(frame: &Frame, id: AnnouncementId, trouble: Trouble) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteAnnouncements, None)?;
    let row = announcements::get(&frame.ctx, id).await?;
    let template = Withdraw {
        page: Section::Announcements.page_below(frame, frame.t().s("operators-announcement-withdraw")),
        announcement: line(frame.t(), &frame.zone(), frame.ctx.now(), &row).title,
        back: format!("/admin/announcements/{id}"),
        trouble,
    };
    Ok(template.trouble.page(&template))
}
