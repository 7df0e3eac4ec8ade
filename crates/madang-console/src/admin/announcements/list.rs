//! Every announcement: planned, shown, over, taken back.

use askama::Template;
use axum::response::Response;
use madang_core::announcements;
use madang_web::Fail;

use super::view::{AnnouncementLine, line};
use crate::admin::pager::pager;
use crate::admin::section::Section;
use crate::frame::Frame;
use crate::shell::{self, Page, Pager};

#[derive(Template)]
#[template(path = "admin/announcements/list.html")]
struct List {
    page: Page,
    announcements: Vec<AnnouncementLine>,
    pager: Pager,
    shows_acts: bool,
}

/// `GET /admin/announcements`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let (t, zone, now) = (frame.t(), frame.zone(), frame.ctx.now());
    let cursor = Some(frame.query.text("before")).filter(|cursor| !cursor.is_empty());
    let found = announcements::list(&frame.ctx, cursor).await?;
    let template = List {
        page: Section::Announcements.page(&frame, "operators-announcements-purpose"),
        announcements: found.items.iter().map(|row| line(t, &zone, now, row)).collect(),
        pager: pager(&frame, "before", found.next),
        shows_acts: frame.shows_acts(),
    };
    Ok(shell::html(&template))
}
