//! Setting a new password by the link in the mail.

use madang_model::{MemberId, Secret};
use madang_store::{accounts, members, sessions, tokens};
use serde_json::json;

use super::failures;
use super::links::{self, Purpose, void_outstanding};
use super::new_password::{self, Same};
use super::tell::tell;
use crate::{Ctx, Entry, Refusal, Result};

/// What was typed.
#[derive(Debug)]
pub struct ResetPassword {
    /// The link's token.
    pub token: Secret,
    /// 「새 비밀번호」
    pub password: Secret,
    /// 「새 비밀번호 확인」
    pub password_confirm: Secret,
}

/// Sets the new password, ends all of the member's sessions, tokens and outstanding links, forgets failed
/// sign-ins of the ID, and tells the member by mail. Whoever has the link's token may, once, for an active or
/// suspended member; of parallel tries one wins. A password that breaks a rule does not use the link up.
pub async fn reset_password(ctx: &Ctx, input: ResetPassword) -> Result<()> {
    let mut conn = ctx.read().await?;
    let link = links::peek(ctx, &mut conn, Purpose::ResetPassword, &input.token).await?;
    // A request that was remembered for an unknown account names nobody, and its token was given to nobody.
    let id: MemberId = link.subject.parse().map_err(|_| Refusal::LinkOver)?;
    let member = members::find(&mut conn, id).await?.ok_or(Refusal::LinkOver)?;
    let present = members::password(&mut conn, id).await?.ok_or(Refusal::LinkOver)?;
    drop(conn);
    // A password that an operator made end is known to somebody else.
    let same = if member.password_expired_at.is_some() { Same::Refused(&present) } else { Same::Fine };
    new_password::check(ctx, &member, &input.password, &input.password_confirm, same).await?;
    let hash = ctx.platform.hasher.hash(&input.password).await?;

    let mut work = ctx.begin().await?;
    links::follow(&mut work, Purpose::ResetPassword, &input.token).await?;
    let old = (present.password_hash.as_str(), member.password_expired_at);
    if !accounts::set_password(&mut work, id, old, &hash, ctx.now()).await? {
        return Err(Refusal::Superseded.into());
    }
    let ended = sessions::delete_others(&mut work, id, None).await?;
    // Whoever knew the old password may have made one.
    let tokens_ended = tokens::delete_all(&mut work, id).await?;
    void_outstanding(&mut work, &link.subject).await?;
    failures::forget(ctx, &mut work, &member.login_id.to_ascii_lowercase()).await?;
    tell(&mut work, &member, "password-changed", &[]).await?;
    work.audit(
        Entry::new("members.reset_password", "member", id)
            .with(json!({ "sessions_ended": ended, "tokens_ended": tokens_ended })),
    );
    work.commit().await
}
