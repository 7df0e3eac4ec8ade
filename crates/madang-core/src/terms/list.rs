//! Everything that was ever published.

use madang_model::TermsId;
use madang_store::terms::{self, TermsHeadRow};

use crate::page::{self, Page};
use crate::{Ctx, Result};

/// Which versions to list.
#[derive(Debug, Default, Clone)]
pub struct TermsQuery {
    /// Only versions of this document.
    pub kind: Option<String>,
    /// The page before's `next`.
    pub before: Option<String>,
}

/// Lists versions without their texts, newest first. Anyone may: what was in force stays public.
pub async fn list(ctx: &Ctx, query: &TermsQuery) -> Result<Page<TermsHeadRow>> {
    let before: Option<TermsId> = page::after(query.before.as_deref())?;
    let kind = query.kind.as_deref().filter(|kind| !kind.is_empty());
    // No document's name holds a control character, and PostgreSQL takes no NUL.
    if kind.is_some_and(|kind| kind.contains('\0')) {
        return Ok(Page { items: Vec::new(), next: None, cursors: Vec::new() });
    }
    let rows = terms::list(&mut *ctx.read().await?, kind, before, page::ASKED).await?;
    Ok(Page::cut(rows, |row| row.id.to_string()))
}
