//! 「로그아웃」

use madang_store::sessions;

use crate::{Actor, Ctx, Entry, Result, Via};

/// Ends the session that this request came with. Whoever is signed in may; done twice, it is done.
pub async fn sign_out(ctx: &Ctx) -> Result<()> {
    let Actor::Member { id, via: Via::Session { id: session_id, .. }, .. } = &ctx.actor else {
        return Ok(());
    };
    let mut work = ctx.begin().await?;
    if sessions::delete(&mut work, *id, *session_id).await? {
        work.audit(Entry::new("members.sign_out", "session", session_id));
    }
    work.commit().await
}
