//! Handing promotion codes out, once.

use madang_model::PromotionBatchId;
use madang_store::promotions;

use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// What codes are sealed for.
pub(super) const SEALED_FOR: &str = "promotion-code";

/// The most codes of a batch.
const MOST: i64 = 10_000;

/// The codes of a batch, in the order in which they were made. The catalog's and finance staff may, once: afterwards
/// nobody can read them. Refused as [`Refusal::Exported`] where that was done, and where the batch has ended.
pub async fn export_codes(ctx: &Ctx, id: PromotionBatchId) -> Result<Vec<String>> {
    ctx.authorize(Action::WritePrices, None)?;
    let mut work = ctx.begin().await?;
    let batch = promotions::batch(&mut work, id).await?.ok_or(Error::NotFound)?;
    if batch.ended_at.is_some() {
        return Err(Refusal::Superseded.into());
    }
    if !promotions::note_export(&mut work, id, &ctx.actor.audit_name(), ctx.now()).await? {
        return Err(Refusal::Exported.into());
    }
    let mut codes = Vec::new();
    for row in promotions::sealed(&mut work, id, MOST).await? {
        let plain = ctx.vault().unseal(SEALED_FOR, &row.sealed)?;
        codes.push(String::from_utf8(plain).map_err(Error::internal)?);
    }
    promotions::unseal_no_more(&mut work, id).await?;
    work.audit(Entry::new("promotions.export_codes", "promotion_batch", id));
    work.commit().await?;
    Ok(codes)
}
