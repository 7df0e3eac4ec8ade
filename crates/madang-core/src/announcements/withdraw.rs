//! Taking an announcement back.

use madang_model::AnnouncementId;
use madang_store::announcements;

use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// Ends an announcement for good, whether it has started or not. Operators may. Refused where that was done.
pub async fn withdraw(ctx: &Ctx, id: AnnouncementId) -> Result<()> {
    ctx.authorize(Action::WriteAnnouncements, None)?;
    let mut work = ctx.begin().await?;
    if !announcements::withdraw(&mut work, id, ctx.now()).await? {
        announcements::find(&mut work, id).await?.ok_or(Error::NotFound)?;
        return Err(Refusal::Superseded.into());
    }
    work.audit(Entry::new("announcements.withdraw", "announcement", id));
    work.commit().await
}
