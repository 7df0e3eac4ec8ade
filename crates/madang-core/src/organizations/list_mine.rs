//! The organisations of the signed-in member.

use madang_store::organizations::{self, MineRow};

use crate::{Action, Capacity, Ctx, Result, Standing};

/// Every organisation that the signed-in member belongs to or waits for, in the order in which they came to them.
/// The member may.
pub async fn list_mine(ctx: &Ctx) -> Result<Vec<MineRow>> {
    let member_id = ctx.actor.member()?;
    ctx.authorize_as(Action::ReadOrganization, Standing::STRANGER.with(Capacity::Belongs))?;
    Ok(organizations::of_member(&mut *ctx.read().await?, member_id).await?)
}
