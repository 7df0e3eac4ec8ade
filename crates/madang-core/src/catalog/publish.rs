//! Publishing an offering.

use madang_model::OfferingId;
use madang_store::{catalog, prices};
use serde_json::json;

use super::content;
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// Makes the draft the version that everybody sees and can subscribe to; its number. The catalog's staff may. What
/// was published before is kept. Refused where somebody wrote since `revision`, and where something is missing: a
/// plan, a price in force of every plan, terms.
pub async fn publish(ctx: &Ctx, id: OfferingId, revision: i64) -> Result<i64> {
    ctx.authorize(Action::WriteCatalog, None)?;
    let mut work = ctx.begin().await?;
    let row = catalog::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    let said = content::draft(&row)?;
    let now = ctx.now();
    let priced = prices::at(&mut work, id, now).await?;
    let mut missing = Vec::new();
    if said.plans.is_empty() {
        missing.push("offering-lacks-plan");
    }
    if !said.plans.iter().all(|plan| priced.iter().any(|price| price.plan == plan.code)) {
        missing.push("offering-lacks-price");
    }
    if catalog::terms(&mut work, id, None, 1).await?.is_empty() {
        missing.push("offering-lacks-terms");
    }
    if !missing.is_empty() {
        return Err(Refusal::Incomplete { what: missing }.into());
    }
    let version = row.version + 1;
    if !catalog::publish(&mut work, id, revision, version).await? {
        return Err(Refusal::Superseded.into());
    }
    let by = ctx.actor.audit_name();
    catalog::insert_version(&mut work, id, (version, &row.draft), &by, now).await?;
    work.audit(Entry::new("catalog.publish", "offering", id).with(json!({ "version": version })));
    work.commit().await?;
    Ok(version)
}
