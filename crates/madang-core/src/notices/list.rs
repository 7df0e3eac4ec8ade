//! A member's notices.

use madang_model::{NoticeId, Timestamp};
use madang_store::notices::{self, NoticeRow, Which};

use super::line::line;
use crate::page::{self, Page};
use crate::{Action, Ctx, Error, Result};

/// A notice as its reader sees it.
#[derive(Debug, Clone)]
pub struct Notice {
    /// The id.
    pub id: NoticeId,
    /// Which kind.
    pub kind: String,
    /// What it says, in the reader's language.
    pub line: String,
    /// What it is about, as a path in the console.
    pub link: String,
    /// When it was told.
    pub created_at: Timestamp,
    /// When it was read.
    pub read_at: Option<Timestamp>,
}

/// Which notices to list.
#[derive(Debug, Clone, Default)]
pub struct NoticeQuery {
    /// Only those that were not read.
    pub unread: bool,
    /// The page before's `next`.
    pub before: Option<String>,
}

/// Lists the signed-in member's notices, newest first. The member may.
pub async fn list(ctx: &Ctx, query: &NoticeQuery) -> Result<Page<Notice>> {
    let id = ctx.actor.member()?;
    ctx.authorize(Action::ReadNotices, Some(id))?;
    let before: Option<NoticeId> = page::after(query.before.as_deref())?;
    let which = if query.unread { Which::Unread } else { Which::All };
    let rows = notices::list(&mut *ctx.read().await?, id, which, before, page::ASKED).await?;
    Page::cut(rows, |row| row.id.to_string()).try_map(|row| Ok(seen(ctx, row)))
}

/// One notice of the signed-in member's. The member may.
pub async fn get(ctx: &Ctx, notice_id: NoticeId) -> Result<Notice> {
    let id = ctx.actor.member()?;
    ctx.authorize(Action::ReadNotices, Some(id))?;
    let row = notices::find(&mut *ctx.read().await?, id, notice_id).await?.ok_or(Error::NotFound)?;
    Ok(seen(ctx, row))
}

fn seen(ctx: &Ctx, row: NoticeRow) -> Notice {
    Notice {
        id: row.id,
        line: line(ctx.tr(), &row.kind, &row.args),
        kind: row.kind,
        link: row.link,
        created_at: row.created_at,
        read_at: row.read_at,
    }
}
