//! 「API 토큰」: the member's.

use madang_store::tokens::{self, TokenRow};

use crate::{Action, Ctx, Result};

/// All of the signed-in member's tokens, newest first, those over their time included: there are at most 50.
/// The member may.
pub async fn list_tokens(ctx: &Ctx) -> Result<Vec<TokenRow>> {
    let id = ctx.actor.member()?;
    ctx.authorize(Action::ReadAccount, Some(id))?;
    Ok(tokens::list(&mut *ctx.read().await?, id, i64::from(super::create_token::MOST)).await?)
}
