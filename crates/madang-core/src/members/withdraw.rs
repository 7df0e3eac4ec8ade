//! 「회원 탈퇴」

use async_trait::async_trait;
use madang_db::Conn;
use madang_i18n::Arg;
use madang_model::MemberId;
use madang_model::members::EmailAddress;
use madang_store::members::MemberRow;
use madang_store::{accounts, mail_links, messages, notices, phone_codes, sessions, ssh_keys, tokens};

use super::authenticate::Hold;
use super::last_operator::keep_an_operator;
use super::links::Purpose;
use super::own_account;
use super::tell::lang_of;
use super::verify_email::state_of;
use crate::{Action, Ctx, Entry, Error, Refusal, Result, Work, organizations, outbox};

/// What a member can hold that has to be given back before they leave. Each feature that members hold things of
/// is one, in [`Platform::holdings`](crate::Platform::holdings).
#[async_trait]
pub trait Holdings: Send + Sync {
    /// What the member still holds, as keys of messages; nothing where nothing stands in the way. It is asked
    /// in the work that erases the member, who is held on to until that ends.
    async fn blockers(&self, conn: &mut Conn, member_id: MemberId) -> Result<Vec<&'static str>>;
}

/// Ends the signed-in member's membership: personal data is erased, sessions, tokens, keys, links and codes
/// end, and a farewell is mailed. What was agreed to and when stays, apart from who it was; so does the audit
/// log, which names the member by id. The ID and the address's place are free again.
///
/// The member may, by a session and with the password given a short while ago; also instead of agreeing to new
/// terms. Refused with all that the member still holds, and for the last operator.
pub async fn withdraw(ctx: &Ctx) -> Result<()> {
    let id = ctx.actor.member()?;
    let mut work = ctx.begin().await?;
    ctx.authorize_lifting(Hold::Terms, Action::SecureAccount, Some(id))?;
    ctx.require_recent()?;
    let member = own_account::hold(&mut work, id).await?;
    state_of(&member)?.withdraw(ctx.now()).map_err(|_| Refusal::Superseded)?;
    let mut what = Vec::new();
    for holdings in ctx.platform.holdings.iter() {
        what.extend(holdings.blockers(&mut work, id).await?);
    }
    if !what.is_empty() {
        return Err(Refusal::StillHolds { what }.into());
    }
    erase(&mut work, &member).await?;
    say_farewell(&mut work, &member).await?;
    if member.staff.is_some() {
        keep_an_operator(&mut work).await?;
    }
    work.audit(Entry::new("members.withdraw", "member", id));
    work.commit().await
}

async fn erase(work: &mut Work<'_>, member: &MemberRow) -> Result<()> {
    let ctx = work.ctx();
    let subject = member.id.to_string();
    sessions::delete_others(work, member.id, None).await?;
    tokens::delete_all(work, member.id).await?;
    ssh_keys::delete_all(work, member.id).await?;
    organizations::forget_withdrawn(work, member.id).await?;
    phone_codes::delete_all(work, &subject).await?;
    for purpose in Purpose::ALL {
        mail_links::delete_all(work, purpose.as_str(), &subject).await?;
    }
    notices::delete_all(work, member.id).await?;
    messages::give_up_of(work, member.id, "the member left").await?;
    messages::forget_texts_of(work, member.id).await?;
    for recipient in [member.email.to_ascii_lowercase(), member.phone.clone()] {
        messages::forget_texts_to(work, &ctx.vault().sign("recipient", recipient.as_bytes())).await?;
    }
    if accounts::withdraw(work, member.id, ctx.now()).await? { Ok(()) } else { Err(Error::SignInRequired) }
}

/// The last mail. It is nobody's in the outbox, where its text is forgotten like that of any other.
async fn say_farewell(work: &mut Work<'_>, member: &MemberRow) -> Result<()> {
    let Ok(to) = EmailAddress::parse(&member.email) else { return Ok(()) };
    let args: [(&str, Arg<'_>); 2] =
        [("name", member.name.as_str().into()), ("login_id", member.login_id.as_str().into())];
    let mail = outbox::Mail {
        kind: "farewell",
        to: &to,
        member_id: None,
        lang: lang_of(member),
        link: None,
        args: &args,
    };
    outbox::notice(work, mail).await?;
    Ok(())
}
