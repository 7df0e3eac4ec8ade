//! The verification mail once more, because somebody called.

use madang_model::MemberId;
use madang_model::members::EmailAddress;
use madang_store::{mail_links, members};

use super::links::Purpose;
use super::sign_up::send_verification;
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// Sends an unverified member the verification mail again, in the member's language; earlier links stop
/// working. Operators may, within the limit of mails to one address. Refused where the member is not unverified.
pub async fn resend_as_operator(ctx: &Ctx, id: MemberId) -> Result<()> {
    ctx.authorize(Action::WriteMembers, None)?;
    let member = members::find(&mut *ctx.read().await?, id).await?.ok_or(Error::NotFound)?;
    if member.state != "unverified" {
        return Err(Refusal::Superseded.into());
    }
    let email = EmailAddress::parse(&member.email)
        .map_err(|_| Error::internal("a stored address is not an address"))?;
    let ctx = &ctx.reading(&member.lang);
    let mut work = ctx.begin().await?;
    if !members::hold_unverified(&mut work, id).await? {
        return Err(Refusal::Superseded.into());
    }
    mail_links::void(&mut work, Purpose::VerifyEmail.as_str(), &id.to_string(), ctx.now()).await?;
    send_verification(&mut work, id, &member.login_id, &member.name, &email).await?;
    work.audit(Entry::new("members.resend_as_operator", "member", id));
    work.commit().await
}
