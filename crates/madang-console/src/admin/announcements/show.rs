//! One announcement, in both languages.

use askama::Template;
use axum::response::Response;
use madang_core::announcements;
use madang_model::AnnouncementId;
use madang_web::Fail;

use super::view::{AnnouncementLine, line};
use crate::admin::section::{Section, done};
use crate::frame::{At, Frame};
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "admin/announcements/show.html")]
struct Show {
    page: Page,
    done: String,
    announcement: AnnouncementLine,
    title_ko: String,
    title_en: String,
    body_ko: String,
    body_en: String,
    created: String,
    can_edit: bool,
    can_withdraw: bool,
}

/// `GET /admin/announcements/{id}`
pub(super) async fn show(frame: Frame, At(id): At<AnnouncementId>) -> Result<Response, Fail> {
    let (t, zone, now) = (frame.t(), frame.zone(), frame.ctx.now());
    let row = announcements::get(&frame.ctx, id).await?;
    let announcement = line(t, &zone, now, &row);
    let stands = row.withdrawn_at.is_none();
    let is_over = row.ends_at.is_some_and(|end| end <= now);
    let template = Show {
        page: Section::Announcements.page_below(&frame, announcement.title.clone()),
        done: done(&frame, &["announced", "changed", "withdrawn"]),
        created: zone.minute(row.created_at),
        can_edit: frame.shows_acts() && stands && row.starts_at > now,
        can_withdraw: frame.shows_acts() && stands && !is_over,
        announcement,
        title_ko: row.title_ko,
        title_en: row.title_en,
        body_ko: row.body_ko,
        body_en: row.body_en,
    };
    Ok(shell::html(&template))
}
