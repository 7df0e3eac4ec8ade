//! How much a member has not read.

use madang_store::notices;

use crate::{Action, Ctx, Result};

/// The most that is counted: beyond it people see 「99+」.
pub const MOST_UNREAD: u32 = 100;

/// How many notices the signed-in member has not read, counted to [`MOST_UNREAD`]. The member may.
pub async fn unread(ctx: &Ctx) -> Result<u32> {
    let id = ctx.actor.member()?;
    ctx.authorize(Action::ReadNotices, Some(id))?;
    let count = notices::unread(&mut *ctx.read().await?, id, i64::from(MOST_UNREAD)).await?;
    Ok(u32::try_from(count).unwrap_or(MOST_UNREAD))
}
