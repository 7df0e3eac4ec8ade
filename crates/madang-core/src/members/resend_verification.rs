//! 「인증 메일을 받지 못하셨나요?」: the verification mail once more.

use madang_model::members::{EmailAddress, LoginId};
use madang_store::{mail_links, members};

use super::links::Purpose;
use super::sign_up::send_verification;
use crate::error::Fields;
use crate::limits::{self, Limit};
use crate::{Ctx, Entry, Error, Refusal, Result};

/// Who asks for the mail.
pub struct ResendVerification {
    /// 「아이디」
    pub login_id: String,
    /// 「E-mail」
    pub email: String,
}

/// Sends the verification mail again; earlier links stop working. Anyone may ask. The answer is the same
/// whether there is such a member, and whether they are verified already.
pub async fn resend_verification(ctx: &Ctx, input: ResendVerification) -> Result<()> {
    let mut fields = Fields::default();
    let login_id = fields.take("login_id", LoginId::parse(&input.login_id));
    let email = fields.take("email", EmailAddress::parse(&input.email));
    fields.finish()?;
    let (Some(login_id), Some(email)) = (login_id, email) else { return Ok(()) };

    admit(ctx).await?;
    let mut work = ctx.begin().await?;
    let member = members::find_by_login(&mut work, &login_id.key()).await?;
    if let Some(member) =
        member.filter(|m| m.state == "unverified" && m.email.to_ascii_lowercase() == email.key())
    {
        let subject = member.id.to_string();
        mail_links::void(&mut work, Purpose::VerifyEmail.as_str(), &subject, ctx.now()).await?;
        match send_verification(&mut work, member.id, &member.login_id, &member.name, &email).await {
            Ok(()) => {}
            // Saying that this address had too many mails would say that it is known. The earlier link goes on
            // working: this work ends here, undone.
            Err(Error::Limited { .. } | Error::Refused(Refusal::SendingExhausted)) => return Ok(()),
            Err(other) => return Err(other),
        }
        work.audit(Entry::new("members.resend_verification", "member", member.id));
    }
    work.commit().await
}

/// The limits that hold whether or not there is such a member. They count even where nothing else comes of it.
async fn admit(ctx: &Ctx) -> Result<()> {
    let limits = &ctx.settings().limits;
    let mut work = ctx.begin().await?;
    limits::take(
        ctx,
        &mut work,
        &limits::from_here(ctx, "resend-from"),
        Limit::hourly(limits.mail_per_address),
    )
    .await?;
    if limits::used(ctx, &mut work, "mail:all", Limit::daily(limits.mail_per_day)).await?
        >= i64::from(limits.mail_per_day)
    {
        return Err(Refusal::SendingExhausted.into());
    }
    work.commit().await
}
