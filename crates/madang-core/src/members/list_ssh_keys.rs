//! 「SSH 공개 키」: the member's.

use madang_store::ssh_keys::{self, SshKeyRow};

use crate::{Action, Ctx, Result};

/// All of the signed-in member's keys, newest first: there are at most 50. The member may.
pub async fn list_ssh_keys(ctx: &Ctx) -> Result<Vec<SshKeyRow>> {
    let id = ctx.actor.member()?;
    ctx.authorize(Action::ReadAccount, Some(id))?;
    Ok(ssh_keys::list(&mut *ctx.read().await?, id, i64::from(super::add_ssh_key::MOST)).await?)
}
