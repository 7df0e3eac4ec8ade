//! Signing out elsewhere.

use madang_model::SessionId;
use madang_store::sessions;
use serde_json::json;

use super::own_account;
use crate::{Action, Ctx, Entry, Error, Result};

/// Ends one of the signed-in member's sessions, also the one that asks. The member may, by a session. One that
/// is not theirs, or ended already, is not found.
pub async fn end_session(ctx: &Ctx, session: SessionId) -> Result<()> {
    let id = ctx.actor.member()?;
    let mut work = ctx.begin().await?;
    ctx.authorize(Action::SecureAccount, Some(id))?;
    if !sessions::delete(&mut work, id, session).await? {
        return Err(Error::NotFound);
    }
    work.audit(Entry::new("members.end_session", "session", session));
    work.commit().await
}

/// Ends all of the signed-in member's sessions but the one that asks; how many. The member may, by a session.
pub async fn end_other_sessions(ctx: &Ctx) -> Result<u64> {
    let id = ctx.actor.member()?;
    let mut work = ctx.begin().await?;
    ctx.authorize(Action::SecureAccount, Some(id))?;
    let ended = sessions::delete_others(&mut work, id, own_account::session(ctx)).await?;
    if ended > 0 {
        work.audit(
            Entry::new("members.end_other_sessions", "member", id).with(json!({ "sessions_ended": ended })),
        );
    }
    work.commit().await?;
    Ok(ended)
}
