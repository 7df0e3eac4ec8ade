//! 「비밀번호 찾기」: asking for the mail by which a new password is set.

use std::time::Duration;

use madang_model::members::{EmailAddress, LoginId};
use madang_store::mail_links;
use madang_store::members::{self, MemberRow};

use super::links::{self, Purpose};
use super::tell::lang_of;
use crate::error::Fields;
use crate::limits::{self, Limit};
use crate::{Ctx, Entry, Error, Refusal, Result, Work, outbox};

/// Who asks, and for what.
pub struct RequestPasswordReset {
    /// 「아이디」
    pub login_id: String,
    /// 「E-mail」
    pub email: String,
    /// Whether this is the first try, or the mail did not come.
    pub mail: ResetMail,
}

/// Whether a request that is still valid is mailed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResetMail {
    /// No.
    Once,
    /// Yes: the link mailed before stops working, a new one is mailed.
    Again,
}

/// What the page says. It says the same for accounts that do not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResetRequested {
    /// A change was requested; the mail is on its way to the registered address.
    Requested,
    /// 「이미 비밀번호 변경 요청이 진행되었습니다」: an earlier request is still valid, nothing was mailed.
    AlreadyRequested,
}

/// Requests from one network address an hour: each leaves a row behind, whether or not there is such a member.
const PER_ADDRESS: u32 = 60;

/// Mails the link by which a new password is set, unless an earlier one still works (guide 000 §1.1.4). Anyone
/// may ask. A request is remembered for every ID and address, so that the answers never tell whether there is
/// such an account, and of parallel requests for one account one mails. Unverified members are treated like
/// unknown ones: their way in is the verification mail.
pub async fn request_password_reset(ctx: &Ctx, input: RequestPasswordReset) -> Result<ResetRequested> {
    let mut fields = Fields::default();
    let login_id = fields.take("login_id", LoginId::parse(&input.login_id));
    let email = fields.take("email", EmailAddress::parse(&input.email));
    fields.finish()?;
    let (Some(login_id), Some(email)) = (login_id, email) else {
        return Err(Error::internal("a field without a value has an error"));
    };

    let asked = format!("{}\0{}", login_id.key(), email.key());
    let account = limits::about(ctx, "reset", &asked);
    admit(ctx, &account).await?;
    let mut work = ctx.begin().await?;
    limits::one_at_a_time(ctx, &mut work, &account).await?;
    let member = members::find_by_login(&mut work, &login_id.key()).await?.filter(|m| {
        matches!(m.state.as_str(), "active" | "suspended") && m.email.to_ascii_lowercase() == email.key()
    });
    let subject = member
        .as_ref()
        .map_or_else(|| ctx.vault().sign("reset-password", asked.as_bytes()), |m| m.id.to_string());
    let now = ctx.now();
    let purpose = Purpose::ResetPassword.as_str();
    let outstanding = mail_links::newest_valid(&mut work, purpose, &subject, now).await?.is_some();
    if outstanding {
        if input.mail == ResetMail::Once {
            work.commit().await?;
            return Ok(ResetRequested::AlreadyRequested);
        }
        mail_links::void(&mut work, purpose, &subject, now).await?;
    }
    let lasts = Duration::from_secs(u64::from(ctx.settings().password.reset_minutes) * 60);
    let link = links::make(&mut work, Purpose::ResetPassword, &subject, None, lasts).await?;
    if let Some(member) = &member {
        match send(&mut work, member, &email, link).await {
            Ok(()) => {}
            // Saying that this address had too many mails would say that it is known. A link mailed before goes
            // on working: this work ends here, undone. Without one, the request is remembered all the same, as
            // it is for unknown accounts.
            Err(Error::Limited { .. }) if outstanding => return Ok(ResetRequested::Requested),
            Err(Error::Limited { .. }) => {}
            Err(other) => return Err(other),
        }
    }
    let target = member.map_or_else(|| "-".to_owned(), |m| m.id.to_string());
    work.audit(Entry::new("members.request_password_reset", "member", target));
    work.commit().await?;
    Ok(ResetRequested::Requested)
}

/// The limits that hold whether or not there is such an account. They count even where nothing else comes of it.
async fn admit(ctx: &Ctx, account: &str) -> Result<()> {
    let limits = &ctx.settings().limits;
    let mut work = ctx.begin().await?;
    limits::take(ctx, &mut work, &limits::from_here(ctx, "reset-from"), Limit::hourly(PER_ADDRESS)).await?;
    let of_account = Limit::hourly(limits.mail_per_recipient.saturating_mul(4));
    limits::take(ctx, &mut work, account, of_account).await?;
    let today = limits::used(ctx, &mut work, "mail:all", Limit::daily(limits.mail_per_day)).await?;
    if today >= i64::from(limits.mail_per_day) {
        return Err(Refusal::SendingExhausted.into());
    }
    work.commit().await
}

async fn send(work: &mut Work<'_>, member: &MemberRow, email: &EmailAddress, link: String) -> Result<()> {
    let minutes = work.ctx().settings().password.reset_minutes;
    let args = [
        ("name", member.name.as_str().into()),
        ("login_id", member.login_id.as_str().into()),
        ("minutes", minutes.into()),
    ];
    let mail = outbox::Mail {
        kind: "reset-password",
        to: email,
        member_id: Some(member.id),
        lang: lang_of(member),
        link: Some(link),
        args: &args,
    };
    outbox::mail(work, mail).await?;
    Ok(())
}
