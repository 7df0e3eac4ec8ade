//! Having read notices.

use madang_model::NoticeId;
use madang_store::notices;

use crate::{Action, Ctx, Error, Result};

/// Marks one of the signed-in member's notices as read; one that was stays so. The member may.
pub async fn mark_read(ctx: &Ctx, notice_id: NoticeId) -> Result<()> {
    let id = ctx.actor.member()?;
    ctx.authorize(Action::WriteNotices, Some(id))?;
    let mut work = ctx.begin().await?;
    if !notices::read(&mut work, id, notice_id, ctx.now()).await? {
        notices::find(&mut work, id, notice_id).await?.ok_or(Error::NotFound)?;
    }
    // What somebody has read is no act on a thing of anybody's: the audit log is not told.
    work.commit().await
}

/// Marks the signed-in member's notices up to `last` as read, all of them where none is named; how many were
/// not. What came after the reader looked stays unread. The member may.
pub async fn mark_all_read(ctx: &Ctx, last: Option<NoticeId>) -> Result<u64> {
    let id = ctx.actor.member()?;
    ctx.authorize(Action::WriteNotices, Some(id))?;
    let last = last.unwrap_or_else(|| ctx.new_id());
    let mut work = ctx.begin().await?;
    let read = notices::read_all(&mut work, id, last, ctx.now()).await?;
    work.commit().await?;
    Ok(read)
}
