//! 「내 정보」: asking for another e-mail address. It becomes the member's when the link sent to it is followed.

use std::time::Duration;

use madang_model::Rule;
use madang_model::members::EmailAddress;
use madang_store::{mail_links, members};

use super::links::{self, Purpose};
use super::own_account;
use super::tell::{lang_of, tell};
use crate::{Action, Ctx, Entry, Error, Result, outbox};

/// What the new address is sealed for.
pub(super) const PURPOSE: &str = "change-email";

/// Mails a link to the new address and a notice to the present one; an earlier link stops working. Until the
/// link is followed nothing changes.
///
/// The member may, with the password given a short while ago. Whether the address has all the members it may
/// have is never said here: its owner is told by mail.
pub async fn change_email(ctx: &Ctx, email: &str) -> Result<()> {
    ctx.authorize(Action::SecureAccount, Some(ctx.actor.member()?))?;
    let new = EmailAddress::parse(email).map_err(|rule| Error::invalid("email", rule))?;
    let id = ctx.actor.member()?;
    let mut work = ctx.begin().await?;
    ctx.authorize(Action::SecureAccount, Some(id))?;
    ctx.require_recent()?;
    let member = own_account::hold(&mut work, id).await?;
    if new.key() == member.email.to_ascii_lowercase() {
        return Err(Error::invalid("email", Rule::EmailUnchanged));
    }
    let subject = id.to_string();
    mail_links::void(&mut work, Purpose::ChangeEmail.as_str(), &subject, ctx.now()).await?;
    let taken = members::email_claims(&mut work, &new.key()).await?.len();
    if taken >= ctx.settings().sign_up.ids_per_email as usize {
        let sign_in = format!("{}/sign-in", ctx.settings().base_url());
        let mail = outbox::Mail {
            kind: "email-known",
            to: &new,
            member_id: None,
            lang: lang_of(&member),
            link: Some(sign_in),
            args: &[],
        };
        outbox::mail(&mut work, mail).await?;
    } else {
        let hours = ctx.settings().sign_up.link_hours;
        let lasts = Duration::from_secs(u64::from(hours) * 3600);
        let sealed = ctx.vault().seal(PURPOSE, new.as_str().as_bytes());
        let link = links::make(&mut work, Purpose::ChangeEmail, &subject, Some(&sealed), lasts).await?;
        let args = [
            ("name", member.name.as_str().into()),
            ("login_id", member.login_id.as_str().into()),
            ("hours", hours.into()),
        ];
        let mail = outbox::Mail {
            kind: "change-email",
            to: &new,
            member_id: Some(id),
            lang: lang_of(&member),
            link: Some(link),
            args: &args,
        };
        outbox::mail(&mut work, mail).await?;
    }
    tell(&mut work, &member, "email-change-requested", &[]).await?;
    work.audit(Entry::new("members.change_email", "member", id));
    work.commit().await
}
