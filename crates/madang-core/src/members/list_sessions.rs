//! Where the member is signed in.

use std::time::Duration;

use madang_model::{SessionId, Timestamp};
use madang_store::sessions;

use super::own_account;
use crate::page::{self, Page};
use crate::{Action, Ctx, Result};

/// A signed-in browser or client.
#[derive(Debug, Clone)]
pub struct Session {
    /// The id.
    pub id: SessionId,
    /// Whether it is the one that asks.
    pub is_current: bool,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
    /// The network address of the last use.
    pub address: String,
    /// What the browser or client of the last use calls itself.
    pub client: String,
}

/// The signed-in member's sessions, newest first, from `cursor` on. The member may.
pub async fn list_sessions(ctx: &Ctx, cursor: Option<&str>) -> Result<Page<Session>> {
    let before = page::after(cursor)?;
    let id = ctx.actor.member()?;
    let now = ctx.now();
    let idle = Duration::from_secs(u64::from(ctx.settings().session.idle_minutes) * 60);
    ctx.authorize(Action::ReadAccount, Some(id))?;
    let rows = sessions::list(&mut *ctx.read().await?, id, now, now.minus(idle), before, page::ASKED).await?;
    let current = own_account::session(ctx);
    Page::cut(rows, |row| row.id.to_string()).try_map(|row| {
        Ok(Session {
            id: row.id,
            is_current: current == Some(row.id),
            created_at: row.created_at,
            seen_at: row.seen_at,
            expires_at: row.expires_at,
            address: row.address,
            client: row.client,
        })
    })
}
