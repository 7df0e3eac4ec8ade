//! 「API 토큰」: ending one.

use madang_model::TokenId;
use madang_store::tokens;

use crate::{Action, Ctx, Entry, Error, Result};

/// Ends one of the signed-in member's tokens; from then on it works nowhere. The member may, by a session. One
/// that is not theirs, or ended already, is not found.
pub async fn delete_token(ctx: &Ctx, token: TokenId) -> Result<()> {
    let id = ctx.actor.member()?;
    let mut work = ctx.begin().await?;
    ctx.authorize(Action::SecureAccount, Some(id))?;
    if !tokens::delete(&mut work, id, token).await? {
        return Err(Error::NotFound);
    }
    work.audit(Entry::new("members.delete_token", "token", token));
    work.commit().await
}
