//! Rewriting an announcement that nobody has been shown yet.

use madang_model::AnnouncementId;
use madang_store::announcements;

use super::content::{AnnouncementInput, Checked};
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// Replaces an announcement whole. Operators may. Refused once it has started or was withdrawn.
pub async fn update(ctx: &Ctx, id: AnnouncementId, input: &AnnouncementInput) -> Result<()> {
    ctx.authorize(Action::WriteAnnouncements, None)?;
    let checked = Checked::new(ctx, input)?;
    let mut work = ctx.begin().await?;
    if !announcements::update(&mut work, id, checked.content(), ctx.now()).await? {
        announcements::find(&mut work, id).await?.ok_or(Error::NotFound)?;
        return Err(Refusal::Superseded.into());
    }
    work.audit(Entry::new("announcements.update", "announcement", id));
    work.commit().await
}
