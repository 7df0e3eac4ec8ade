//! 「SSH 공개 키」: removing one.

use madang_model::SshKeyId;
use madang_store::ssh_keys;

use crate::{Action, Ctx, Entry, Error, Result};

/// Removes one of the signed-in member's keys. The member may. One that is not theirs, or removed already, is
/// not found.
pub async fn delete_ssh_key(ctx: &Ctx, key: SshKeyId) -> Result<()> {
    let id = ctx.actor.member()?;
    let mut work = ctx.begin().await?;
    ctx.authorize(Action::WriteAccount, Some(id))?;
    if !ssh_keys::delete(&mut work, id, key).await? {
        return Err(Error::NotFound);
    }
    work.audit(Entry::new("members.delete_ssh_key", "ssh_key", key));
    work.commit().await
}
