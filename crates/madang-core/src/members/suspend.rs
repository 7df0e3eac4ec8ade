//! Keeping a member out.

use madang_model::{MemberId, text};
use madang_store::{members, sessions};

use super::last_operator::keep_an_operator;
use super::verify_email::state_of;
use crate::{Action, Actor, Ctx, Entry, Error, Refusal, Result};

/// The most characters a reason may have.
const REASON: usize = 300;

/// Keeps an active member out and ends all their sessions; their tokens stop working until they are let in
/// again. The member is told `reason` when they sign in with the right password.
///
/// Operators may, but not themselves and not the last operator; whoever runs the machine may even that.
pub async fn suspend(ctx: &Ctx, id: MemberId, reason: &str) -> Result<()> {
    ctx.authorize(Action::WriteMembers, None)?;
    if ctx.actor.member().is_ok_and(|own| own == id) {
        return Err(Refusal::Yourself.into());
    }
    let reason = text::line(reason, REASON).map_err(|rule| Error::invalid("reason", rule))?;
    let now = ctx.now();
    let mut work = ctx.begin().await?;
    let member = members::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    let from = state_of(&member)?;
    let was = from.name();
    let to = from.suspend(now, reason.clone()).map_err(|_| Refusal::Superseded)?;
    if !members::change_state(&mut work, id, was, to.name(), &reason, now).await? {
        return Err(Refusal::Superseded.into());
    }
    if member.staff.is_some() && ctx.actor != Actor::System {
        keep_an_operator(&mut work).await?;
    }
    sessions::delete_others(&mut work, id, None).await?;
    work.audit(Entry::new("members.suspend", "member", id));
    work.commit().await
}
