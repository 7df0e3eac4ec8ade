//! A new announcement.

use madang_model::AnnouncementId;
use madang_store::announcements;

use super::content::{AnnouncementInput, Checked};
use crate::{Action, Ctx, Entry, Result};

/// Writes an announcement, which everybody is shown from its start to its end. Operators may.
pub async fn create(ctx: &Ctx, input: &AnnouncementInput) -> Result<AnnouncementId> {
    ctx.authorize(Action::WriteAnnouncements, None)?;
    let checked = Checked::new(ctx, input)?;
    let id: AnnouncementId = ctx.new_id();
    let mut work = ctx.begin().await?;
    announcements::insert(&mut work, id, checked.content(), &ctx.actor.audit_name(), ctx.now()).await?;
    work.audit(Entry::new("announcements.create", "announcement", id));
    work.commit().await?;
    Ok(id)
}
