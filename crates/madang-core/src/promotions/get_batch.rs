//! A batch and its codes, as far as they may be known.

use madang_db::Conn;
use madang_model::{PromotionBatchId, PromotionCodeId};
use madang_store::catalog;
use madang_store::promotions::{self, BatchRow, ListedCodeRow};

use super::list_batches::Batch;
use crate::catalog::content;
use crate::page::{self, Page};
use crate::{Action, Ctx, Error, Result};

/// One batch. The provider's staff may.
pub async fn get_batch(ctx: &Ctx, id: PromotionBatchId) -> Result<Batch> {
    ctx.authorize(Action::ReadCatalog, None)?;
    let mut conn = ctx.read().await?;
    let row = promotions::batch(&mut conn, id).await?.ok_or(Error::NotFound)?;
    with_offering(&mut conn, row).await
}

/// Its codes by their last letters, with who used them and when, in the order in which they were made; `after` is
/// the page before's `next`. The provider's staff may.
pub async fn list_codes(ctx: &Ctx, id: PromotionBatchId, after: Option<&str>) -> Result<Page<ListedCodeRow>> {
    ctx.authorize(Action::ReadCatalog, None)?;
    let after: Option<PromotionCodeId> = page::after(after)?;
    let rows = promotions::codes(&mut *ctx.read().await?, id, after, page::ASKED).await?;
    Ok(Page::cut(rows, |row| row.id.to_string()))
}

pub(super) async fn with_offering(conn: &mut Conn, row: BatchRow) -> Result<Batch> {
    let found = catalog::find(conn, row.offering_id).await?;
    let found = found.ok_or_else(|| Error::internal("a batch's offering exists"))?;
    Ok(Batch { row, offering: content::draft(&found)? })
}
