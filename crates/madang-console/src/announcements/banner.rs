//! The lines above every page: what matters most first, and what the reader has not closed.

use http::HeaderMap;
use madang_core::Ctx;
use madang_core::announcements::{self, Announcement, Level};
use madang_web::cookie;

use crate::shell::AnnouncementView;

/// The cookie that remembers what the reader has closed: ids with dots between them.
pub(super) const DISMISSED: &str = "__Host-dismissed";

/// The most lines above a page; the rest stand in the list.
const LINES: usize = 1;

/// What operators have to say to this reader now. A page is worth more than its banner: where these can't be
/// had, there are none.
pub(crate) async fn lines(ctx: &Ctx, headers: &HeaderMap) -> Vec<AnnouncementView> {
    let mut current = announcements::current(ctx).await.unwrap_or_default();
    current.retain(|announcement| !is_dismissed(headers, &announcement.id.to_string()));
    current.sort_by_key(|announcement| std::cmp::Reverse(urgency(announcement.level)));
    current.into_iter().take(LINES).map(line).collect()
}

/// Whether the reader has closed the announcement with this id.
fn is_dismissed(headers: &HeaderMap, id: &str) -> bool {
    cookie(headers, DISMISSED).is_some_and(|ids| ids.split('.').any(|dismissed| dismissed == id))
}

fn urgency(level: Level) -> u8 {
    match level {
        Level::Info => 0,
        Level::Warning => 1,
        Level::Danger => 2,
    }
}

fn line(announcement: Announcement) -> AnnouncementView {
    let href = format!("/announcements/{}", announcement.id);
    AnnouncementView {
        text: announcement.title,
        dismiss: Some(format!("{href}/dismiss")),
        href: Some(href),
        warning: announcement.level != Level::Info,
    }
}
