//! Following the link in the mail to a new address: it becomes the member's.

use madang_model::members::EmailAddress;
use madang_model::{MemberId, Secret};
use madang_store::{accounts, mail_links, members};

use super::links::{self, Purpose};
use super::tell::tell;
use super::verify_email::claim_email;
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// Makes the address that the link was sent to the member's, takes a place of it for them, gives the old one's
/// up, ends links that the old address got, and tells the old address. The member may, signed in and with the
/// link's token, once. Refused, with the old address kept, where the new one has all the members it may have by
/// now.
pub async fn confirm_email(ctx: &Ctx, token: &Secret) -> Result<MemberId> {
    let mut work = ctx.begin().await?;
    let link = links::follow(&mut work, Purpose::ChangeEmail, token).await?;
    let id: MemberId = link.subject.parse().map_err(Error::internal)?;
    // A mail that a slip of the finger sent to a stranger must not give the account to them.
    ctx.authorize(Action::SecureAccount, Some(id))?;
    let sealed = link.sealed.as_deref().ok_or_else(|| Error::internal("a link to a new address holds it"))?;
    let opened = String::from_utf8(ctx.vault().unseal(super::change_email::PURPOSE, sealed)?)
        .map_err(Error::internal)?;
    let new =
        EmailAddress::parse(&opened).map_err(|_| Error::internal("a sealed address is not an address"))?;
    if !accounts::hold_active(&mut work, id).await? {
        return Err(Refusal::LinkOver.into());
    }
    let member = members::find(&mut work, id).await?.ok_or(Refusal::LinkOver)?;
    if !accounts::set_email(&mut work, id, &member.email, (new.as_str(), &new.key())).await? {
        return Err(Refusal::LinkOver.into());
    }
    claim_email(ctx, &mut work, id, new.as_str()).await?;
    // Whoever reads the old address must not get in by what was sent there.
    mail_links::void(&mut work, Purpose::ResetPassword.as_str(), &link.subject, ctx.now()).await?;
    tell(&mut work, &member, "email-changed", &[]).await?;
    work.audit(Entry::new("members.confirm_email", "member", id));
    work.commit().await?;
    Ok(id)
}
