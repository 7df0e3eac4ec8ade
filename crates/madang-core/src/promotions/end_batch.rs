//! Ending promotion codes that nobody has used.

use madang_model::PromotionBatchId;
use madang_store::promotions;

use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// Ends every code of a batch that is not used; those who used one keep what they got. The catalog's and finance
/// staff may. Refused where it ended already.
pub async fn end_batch(ctx: &Ctx, id: PromotionBatchId) -> Result<()> {
    ctx.authorize(Action::WritePrices, None)?;
    let mut work = ctx.begin().await?;
    promotions::batch(&mut work, id).await?.ok_or(Error::NotFound)?;
    if !promotions::end(&mut work, id, ctx.now()).await? {
        return Err(Refusal::Superseded.into());
    }
    promotions::unseal_no_more(&mut work, id).await?;
    work.audit(Entry::new("promotions.end_batch", "promotion_batch", id));
    work.commit().await
}
