//! A password given to a member who can't choose one by mail, by whoever runs the machine.

use madang_model::{MemberId, Secret};
use madang_store::{accounts, members, sessions, tokens};
use serde_json::json;

use super::failures;
use super::links::void_outstanding;
use super::new_password::{self, Same};
use super::tell::tell;
use crate::{Actor, Ctx, Entry, Error, Refusal, Result};

/// Replaces a member's password by one that they have to change when they sign in with it, ends all their
/// sessions, tokens and outstanding links, forgets failed sign-ins of the ID, and tells the member by mail.
/// Only the program itself may: whoever can run it on its machine. Refused where the member is unverified or gone.
pub async fn give_password(ctx: &Ctx, id: MemberId, password: &Secret) -> Result<()> {
    if ctx.actor != Actor::System {
        return Err(Error::Forbidden);
    }
    let mut conn = ctx.read().await?;
    let member = members::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let present = members::password(&mut conn, id).await?.ok_or(Error::NotFound)?;
    drop(conn);
    new_password::check(ctx, &member, password, password, Same::Fine).await?;
    let hash = ctx.platform.hasher.hash(password).await?;

    let now = ctx.now();
    let mut work = ctx.begin().await?;
    let old = (present.password_hash.as_str(), member.password_expired_at);
    if !accounts::set_password(&mut work, id, old, &hash, now).await? {
        return Err(Refusal::Superseded.into());
    }
    members::password_is_initial(&mut work, id, now).await?;
    let ended = sessions::delete_others(&mut work, id, None).await?;
    let tokens_ended = tokens::delete_all(&mut work, id).await?;
    void_outstanding(&mut work, &id.to_string()).await?;
    failures::forget(ctx, &mut work, &member.login_id.to_ascii_lowercase()).await?;
    tell(&mut work, &member, "password-changed", &[]).await?;
    work.audit(
        Entry::new("members.give_password", "member", id)
            .with(json!({ "sessions_ended": ended, "tokens_ended": tokens_ended })),
    );
    work.commit().await
}
