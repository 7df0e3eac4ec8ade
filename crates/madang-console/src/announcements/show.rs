//! One announcement.

use askama::Template;
use axum::response::Response;
use madang_core::Error;
use madang_core::announcements::{self, Level};
use madang_model::AnnouncementId;
use madang_web::Fail;

use crate::frame::{At, Frame};
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "announcements/show.html")]
struct Show {
    page: Page,
    level: Level,
    paragraphs: Vec<String>,
    starts: String,
    ends: String,
}

/// `GET /announcements/{id}`: one that is over or was taken back is not there any more.
pub(super) async fn show(frame: Frame, At(id): At<AnnouncementId>) -> Result<Response, Fail> {
    let t = frame.t();
    let zone = frame.zone();
    let current = announcements::current(&frame.ctx).await?;
    let announcement =
        current.into_iter().find(|announcement| announcement.id == id).ok_or(Error::NotFound)?;
    let mut page =
        frame.page.titled(announcement.title, "").under(t.s("announcements-title"), "/announcements");
    // Its own line would say twice what stands here.
    page.announcements.retain(|line| line.href.as_deref() != Some(&format!("/announcements/{id}")));
    let template = Show {
        page,
        level: announcement.level,
        paragraphs: announcement.body.split("\n\n").map(str::to_owned).collect(),
        starts: zone.minute(announcement.starts_at),
        ends: announcement.ends_at.map(|at| zone.minute(at)).unwrap_or_default(),
    };
    Ok(shell::html(&template))
}
