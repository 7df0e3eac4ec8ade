//! Offerings as the catalog's staff look at them.

use madang_model::OfferingId;
use madang_model::catalog::OfferingContent;
use madang_store::catalog::{self, OfferingRow, OfferingTermsRow, VersionRow};
use madang_store::prices;

use super::content;
use super::show::{OfferingView, viewed};
use crate::page::{self, Page};
use crate::{Action, Ctx, Error, Result};

/// An offering with its draft.
#[derive(Debug, Clone)]
pub struct Edited {
    /// What is stored.
    pub row: OfferingRow,
    /// What the next version says.
    pub draft: OfferingContent,
    /// The terms in force.
    pub terms: Option<OfferingTermsRow>,
}

/// All offerings, newest first; `before` is the page before's `next`. The provider's staff may.
pub async fn list(ctx: &Ctx, before: Option<&str>) -> Result<Page<(OfferingRow, OfferingContent)>> {
    ctx.authorize(Action::ReadCatalog, None)?;
    let before: Option<OfferingId> = page::after(before)?;
    let rows = catalog::list(&mut *ctx.read().await?, before, page::ASKED).await?;
    Page::cut(rows, |row| row.id.to_string()).try_map(|row| {
        let draft = content::draft(&row)?;
        Ok((row, draft))
    })
}

/// One offering with its draft. The provider's staff may.
pub async fn get(ctx: &Ctx, id: OfferingId) -> Result<Edited> {
    ctx.authorize(Action::ReadCatalog, None)?;
    let mut conn = ctx.read().await?;
    let row = catalog::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let draft = content::draft(&row)?;
    let terms = catalog::terms(&mut conn, id, None, 1).await?.into_iter().next();
    Ok(Edited { row, draft, terms })
}

/// The draft as everybody would see it. The provider's staff may.
pub async fn preview(ctx: &Ctx, id: OfferingId) -> Result<OfferingView> {
    let edited = get(ctx, id).await?;
    let prices = prices::at(&mut *ctx.read().await?, id, ctx.now()).await?;
    let row = edited.row;
    let shown = catalog::PublishedRow {
        id: row.id,
        code: row.code,
        category_id: row.category_id,
        product: row.product,
        state: row.state,
        version: row.version + 1,
        content: row.draft,
    };
    viewed(ctx, &shown, prices, edited.terms.as_ref())
}

/// The published versions of an offering, newest first. The provider's staff may.
pub async fn versions(ctx: &Ctx, id: OfferingId, before: Option<&str>) -> Result<Page<VersionRow>> {
    ctx.authorize(Action::ReadCatalog, None)?;
    let before: Option<i64> = page::after(before)?;
    let rows = catalog::versions(&mut *ctx.read().await?, id, before, page::ASKED).await?;
    Ok(Page::cut(rows, |row| row.version.to_string()))
}
