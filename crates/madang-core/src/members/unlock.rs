//! Taking back what failed sign-ins and too many messages have brought upon a member.

use madang_model::MemberId;
use madang_store::members;

use super::failures;
use crate::{Action, Ctx, Entry, Error, Result, outbox};

/// Forgets a member's failed sign-ins, from all addresses, and how many mails and SMS they were sent. Operators
/// may; done twice, it is done. The daily limits of all messages together stay.
pub async fn unlock(ctx: &Ctx, id: MemberId) -> Result<()> {
    ctx.authorize(Action::WriteMembers, None)?;
    let mut work = ctx.begin().await?;
    let member = members::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    failures::forget(ctx, &mut work, &member.login_id.to_ascii_lowercase()).await?;
    outbox::forget_sent(ctx, &mut work, &member.email.to_ascii_lowercase(), &member.phone).await?;
    work.audit(Entry::new("members.unlock", "member", id));
    work.commit().await
}
