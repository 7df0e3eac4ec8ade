//! What the member agreed to, and when.

use madang_store::consents::{self, ConsentRow};

use crate::page::{self, Page};
use crate::{Action, Ctx, Result};

/// The signed-in member's agreements, newest first, from `cursor` on. The member may.
pub async fn list_consents(ctx: &Ctx, cursor: Option<&str>) -> Result<Page<ConsentRow>> {
    let before = page::after(cursor)?;
    let id = ctx.actor.member()?;
    ctx.authorize(Action::ReadAccount, Some(id))?;
    let rows = consents::list(&mut *ctx.read().await?, id, before, page::ASKED).await?;
    Ok(Page::cut(rows, |row| row.id.to_string()))
}
