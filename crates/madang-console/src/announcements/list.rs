//! 고객지원 › 공지사항: what is announced now.

use askama::Template;
use axum::response::Response;
use madang_core::announcements::{self, Level};
use madang_web::Fail;

use crate::frame::Frame;
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "announcements/list.html")]
struct List {
    page: Page,
    announcements: Vec<Line>,
}

/// An announcement in the list.
struct Line {
    href: String,
    title: String,
    summary: String,
    level: Level,
    starts: String,
}

/// How much of a text stands in the list, in characters.
const SUMMARY: usize = 140;

/// `GET /announcements`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let t = frame.t();
    let zone = frame.zone();
    let current = announcements::current(&frame.ctx).await?;
    let announcements = current.into_iter().map(|announcement| Line {
        href: format!("/announcements/{}", announcement.id),
        title: announcement.title,
        summary: summary(&announcement.body),
        level: announcement.level,
        starts: zone.minute(announcement.starts_at),
    });
    let announcements = announcements.collect();
    let page = frame.page.titled(t.s("announcements-title"), t.s("announcements-purpose"));
    Ok(shell::html(&List { page, announcements }))
}

/// The beginning of the first paragraph.
fn summary(body: &str) -> String {
    let first = body.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    if first.chars().count() <= SUMMARY {
        first
    } else {
        first.chars().take(SUMMARY).chain(['…']).collect()
    }
}
