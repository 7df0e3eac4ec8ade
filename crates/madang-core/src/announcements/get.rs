//! One announcement.

use madang_model::AnnouncementId;
use madang_store::announcements::{self, AnnouncementRow};

use crate::{Action, Ctx, Error, Result};

/// The announcement with this id, in both languages. Staff may.
pub async fn get(ctx: &Ctx, id: AnnouncementId) -> Result<AnnouncementRow> {
    ctx.authorize(Action::ReadAnnouncements, None)?;
    announcements::find(&mut *ctx.read().await?, id).await?.ok_or(Error::NotFound)
}
