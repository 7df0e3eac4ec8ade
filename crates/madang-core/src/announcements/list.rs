//! All announcements.

use madang_model::AnnouncementId;
use madang_store::announcements::{self, AnnouncementRow};

use crate::page::{self, Page};
use crate::{Action, Ctx, Result};

/// Lists announcements, planned, past and withdrawn ones included, newest first; `before` is the page before's
/// `next`. Staff may.
pub async fn list(ctx: &Ctx, before: Option<&str>) -> Result<Page<AnnouncementRow>> {
    ctx.authorize(Action::ReadAnnouncements, None)?;
    let before: Option<AnnouncementId> = page::after(before)?;
    let rows = announcements::list(&mut *ctx.read().await?, before, page::ASKED).await?;
    Ok(Page::cut(rows, |row| row.id.to_string()))
}
