//! The batches that were made.

use madang_model::PromotionBatchId;
use madang_model::catalog::OfferingContent;
use madang_store::promotions::{self, BatchRow};

use super::get_batch::with_offering;
use crate::page::{self, Page};
use crate::{Action, Ctx, Result};

/// A batch with the offering that it is for.
#[derive(Debug, Clone)]
pub struct Batch {
    /// The batch.
    pub row: BatchRow,
    /// The offering as it is drafted: names of it and its plans.
    pub offering: OfferingContent,
}

/// Every batch, newest first; `before` is the page before's `next`. The provider's staff may.
pub async fn list_batches(ctx: &Ctx, before: Option<&str>) -> Result<Page<Batch>> {
    ctx.authorize(Action::ReadCatalog, None)?;
    let before: Option<PromotionBatchId> = page::after(before)?;
    let mut conn = ctx.read().await?;
    let rows = promotions::batches(&mut conn, before, page::ASKED).await?;
    let mut batches = Vec::with_capacity(rows.len());
    for row in rows {
        batches.push(with_offering(&mut conn, row).await?);
    }
    Ok(Page::cut(batches, |batch| batch.row.id.to_string()))
}
