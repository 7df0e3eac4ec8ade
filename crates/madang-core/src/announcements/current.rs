//! The announcements that everybody is shown now.

use madang_i18n::Lang;
use madang_model::{AnnouncementId, Timestamp};
use madang_store::announcements::{self, AnnouncementRow};

use super::content::Level;
use crate::{Ctx, Error, Result};

/// An announcement in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// The id.
    pub id: AnnouncementId,
    /// How much it matters.
    pub level: Level,
    /// Its title.
    pub title: String,
    /// Its text: paragraphs with a blank line between them.
    pub body: String,
    /// Since when it is shown.
    pub starts_at: Timestamp,
    /// Until when.
    pub ends_at: Option<Timestamp>,
}

/// The most that are shown at once.
const SHOWN: i64 = 20;

/// The announcements of now, latest start first, at most 20. Anyone may.
pub async fn current(ctx: &Ctx) -> Result<Vec<Announcement>> {
    let rows = announcements::current(&mut *ctx.read().await?, ctx.now(), SHOWN).await?;
    rows.into_iter().map(|row| read_in(ctx.lang, row)).collect()
}

fn read_in(lang: Lang, row: AnnouncementRow) -> Result<Announcement> {
    let level = Level::named(&row.level).ok_or_else(|| Error::internal("a stored level has no name"))?;
    let (title, body) = match lang {
        Lang::Ko => (row.title_ko, row.body_ko),
        Lang::En => (row.title_en, row.body_en),
    };
    Ok(Announcement { id: row.id, level, title, body, starts_at: row.starts_at, ends_at: row.ends_at })
}
