//! Ending the sale of an offering.

use madang_model::OfferingId;
use madang_model::catalog::OfferingState;
use madang_store::catalog;

use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// Ends the sale: nobody subscribes any more, subscriptions go on, its page says so. The catalog's staff may. Refused
/// where it is not on sale.
pub async fn retire(ctx: &Ctx, id: OfferingId) -> Result<()> {
    turn(ctx, id, (OfferingState::Published, OfferingState::Retired), "catalog.retire").await
}

/// Puts it on sale again as it was. The catalog's staff may. Refused where its sale was not ended.
pub async fn resume(ctx: &Ctx, id: OfferingId) -> Result<()> {
    turn(ctx, id, (OfferingState::Retired, OfferingState::Published), "catalog.resume").await
}

async fn turn(
    ctx: &Ctx,
    id: OfferingId,
    way: (OfferingState, OfferingState),
    act: &'static str,
) -> Result<()> {
    ctx.authorize(Action::WriteCatalog, None)?;
    let mut work = ctx.begin().await?;
    catalog::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    if !catalog::set_state(&mut work, id, way).await? {
        return Err(Refusal::Superseded.into());
    }
    work.audit(Entry::new(act, "offering", id));
    work.commit().await
}
