//! 「비밀번호 변경」, by who knows the present one.

use madang_model::Secret;
use madang_store::{accounts, members, sessions};
use serde_json::json;

use super::authenticate::Hold;
use super::links::void_outstanding;
use super::new_password::{self, Same};
use super::tell::tell;
use super::{own_account, present_password};
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// What was typed.
#[derive(Debug)]
pub struct ChangePassword {
    /// 「현재 비밀번호」
    pub current: Secret,
    /// 「새 비밀번호」
    pub password: Secret,
    /// 「새 비밀번호 확인」
    pub password_confirm: Secret,
}

/// Replaces the signed-in member's password, ends all their other sessions and outstanding reset links, and
/// tells them by mail. The member may, by a session, also one who has to because somebody else made the present
/// one; not one whose password an operator made end, because that one is known to somebody else. Of parallel
/// changes from one password, one wins.
pub async fn change_password(ctx: &Ctx, input: ChangePassword) -> Result<()> {
    let id = ctx.actor.member()?;
    ctx.authorize_lifting(Hold::Password, Action::SecureAccount, Some(id))?;
    let mut conn = ctx.read().await?;
    let member = members::find(&mut conn, id).await?.ok_or(Error::SignInRequired)?;
    let present = members::password(&mut conn, id).await?.ok_or(Error::SignInRequired)?;
    drop(conn);
    if member.password_expired_at.is_some() {
        return Err(Refusal::PasswordExpired.into());
    }
    present_password::verify(ctx, &present, "current", &input.current).await?;
    new_password::check(ctx, &member, &input.password, &input.password_confirm, Same::Refused(&present))
        .await?;
    let hash = ctx.platform.hasher.hash(&input.password).await?;

    let mut work = ctx.begin().await?;
    let old = (present.password_hash.as_str(), None);
    if !accounts::set_password(&mut work, id, old, &hash, ctx.now()).await? {
        return Err(Refusal::Superseded.into());
    }
    let ended = sessions::delete_others(&mut work, id, own_account::session(ctx)).await?;
    void_outstanding(&mut work, &id.to_string()).await?;
    tell(&mut work, &member, "password-changed", &[]).await?;
    work.audit(Entry::new("members.change_password", "member", id).with(json!({ "sessions_ended": ended })));
    work.commit().await
}
