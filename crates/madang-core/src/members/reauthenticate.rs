//! Giving the password again, before something delicate.

use madang_model::Secret;
use madang_store::{members, sessions};

use super::authenticate::Hold;
use super::{own_account, present_password};
use crate::context::token_hash;
use crate::{Action, Ctx, Entry, Error, Result};

/// Notes that the session's member has just given the password, and replaces the session's token; what the
/// browser or client presents from now on. The member may, by a session. Tries are limited by the hour.
pub async fn reauthenticate(ctx: &Ctx, password: &Secret) -> Result<Secret> {
    let id = ctx.actor.member()?;
    ctx.authorize_lifting(Hold::Terms, Action::SecureAccount, Some(id))?;
    let session = own_account::session(ctx).ok_or(Error::Forbidden)?;
    let present = members::password(&mut *ctx.read().await?, id).await?.ok_or(Error::SignInRequired)?;
    present_password::verify(ctx, &present, "password", password).await?;

    let token = ctx.new_token("");
    let mut work = ctx.begin().await?;
    if !sessions::authenticated(&mut work, id, session, &token_hash(token.reveal()), ctx.now()).await? {
        return Err(Error::SignInRequired);
    }
    work.audit(Entry::new("members.reauthenticate", "session", session));
    work.commit().await?;
    Ok(token)
}
