//! Making a member choose a new password, because the present one is not theirs alone any more.

use std::time::Duration;

use madang_model::members::EmailAddress;
use madang_model::{MemberId, Secret};
use madang_store::{members, sessions, tokens};

use super::links::{self, Purpose, void_outstanding};
use crate::{Action, Actor, Ctx, Entry, Error, Refusal, Result, outbox};

/// What came of it.
#[derive(Debug)]
pub struct PasswordExpired {
    /// Whether the member has an address that the link went to.
    pub mailed: bool,
    /// The link to choose a new password by: for whoever runs the machine, and for nobody else.
    pub link: Option<Secret>,
}

/// Ends a member's password and with it all their sessions, tokens and outstanding links, and mails them a link
/// to choose a new password by. The old one signs in to nothing any more: somebody else may know it.
///
/// Operators may. Refused where the member is unverified or gone.
pub async fn expire_password(ctx: &Ctx, id: MemberId) -> Result<PasswordExpired> {
    ctx.authorize(Action::WriteMembers, None)?;
    let now = ctx.now();
    let mut work = ctx.begin().await?;
    let member = members::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    if !members::expire_password(&mut work, id, now).await? {
        return Err(Refusal::Superseded.into());
    }
    sessions::delete_others(&mut work, id, None).await?;
    tokens::delete_all(&mut work, id).await?;
    let subject = id.to_string();
    void_outstanding(&mut work, &subject).await?;
    let minutes = ctx.settings().password.reset_minutes;
    let lasts = Duration::from_secs(u64::from(minutes) * 60);
    let link = links::make(&mut work, Purpose::ResetPassword, &subject, None, lasts).await?;
    let email = EmailAddress::parse(&member.email).ok();
    if let Some(to) = &email {
        let args = [
            ("name", member.name.as_str().into()),
            ("login_id", member.login_id.as_str().into()),
            ("minutes", minutes.into()),
        ];
        let lang = ctx.reading(&member.lang).lang;
        let mail = outbox::Mail {
            kind: "password-expired",
            to,
            member_id: Some(id),
            lang,
            link: Some(link.clone()),
            args: &args,
        };
        outbox::notice(&mut work, mail).await?;
    }
    work.audit(Entry::new("members.expire_password", "member", id));
    work.commit().await?;
    let link = (ctx.actor == Actor::System).then(|| Secret::new(link));
    Ok(PasswordExpired { mailed: email.is_some(), link })
}
