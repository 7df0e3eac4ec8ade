//! Letting a suspended member in again.

use madang_model::MemberId;
use madang_store::members;

use super::verify_email::state_of;
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// Makes a suspended member active again. Operators may. Refused where the member is not suspended.
pub async fn resume(ctx: &Ctx, id: MemberId) -> Result<()> {
    ctx.authorize(Action::WriteMembers, None)?;
    let mut work = ctx.begin().await?;
    let member = members::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    let from = state_of(&member)?;
    let was = from.name();
    let to = from.resume().map_err(|_| Refusal::Superseded)?;
    if !members::change_state(&mut work, id, was, to.name(), "", ctx.now()).await? {
        return Err(Refusal::Superseded.into());
    }
    work.audit(Entry::new("members.resume", "member", id));
    work.commit().await
}
