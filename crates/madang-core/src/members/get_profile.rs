//! 「내 정보」: one's own account, to be looked at.

use madang_store::members::{self, MemberRow};

use crate::{Action, Ctx, Error, Result};

/// The signed-in member's own account. The member may.
pub async fn get_profile(ctx: &Ctx) -> Result<MemberRow> {
    let id = ctx.actor.member()?;
    ctx.authorize(Action::ReadAccount, Some(id))?;
    members::find(&mut *ctx.read().await?, id).await?.ok_or(Error::NotFound)
}
