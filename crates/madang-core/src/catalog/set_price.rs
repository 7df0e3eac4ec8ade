//! Setting a price.

use std::time::Duration;

use madang_model::billing::Money;
use madang_model::catalog::Meter;
use madang_model::{OfferingId, PriceId, Rule, Timestamp};
use madang_store::catalog;
use madang_store::prices::{self, PriceRow};
use serde_json::json;

use super::content;
use crate::error::Fields;
use crate::subscriptions::ANNOUNCE_PRICE;
use crate::{Action, Ctx, Entry, Error, Result};

/// A price as it was typed.
#[derive(Debug, Clone, Default)]
pub struct PriceInput {
    /// The code of the plan.
    pub plan: String,
    /// The meter's name.
    pub meter: String,
    /// In won, with up to six decimals.
    pub price: String,
    /// From when whoever subscribes gets it; none is now.
    pub since: Option<Timestamp>,
    /// From when those who subscribed before get it; none is the earliest that is allowed.
    pub running_since: Option<Timestamp>,
}

/// Sets what a plan costs from a point in time on. The catalog's and finance staff may. Prices are never changed, only
/// followed by others. Those who subscribed before get a price that is higher no sooner than the settings' notice of
/// days after now, so that they can be told and leave.
pub async fn set_price(ctx: &Ctx, id: OfferingId, input: &PriceInput) -> Result<PriceId> {
    ctx.authorize(Action::WritePrices, None)?;
    let mut work = ctx.begin().await?;
    let row = catalog::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    let said = content::draft(&row)?;
    let now = ctx.now();
    let mut fields = Fields::default();
    if said.plan(&input.plan).is_none() {
        fields.broke("plan", Rule::Choice);
    }
    let meter = fields.take("meter", input.meter.parse::<Meter>().map_err(|_| Rule::Choice));
    let price = fields.take("price", Money::parse(&input.price));
    let since = input.since.unwrap_or(now).max(now);
    if since > now.plus(LATEST) {
        fields.broke("since", Rule::When);
    }
    fields.finish()?;
    let (Some(meter), Some(price)) = (meter, price) else {
        return Err(Error::internal("a field without a value has an error"));
    };
    let before = prices::of_meter(&mut work, id, &input.plan, meter).await?;
    // The first one raises nobody's: there was nothing to subscribe to.
    let is_raise =
        before.last().is_some_and(|last| price > last.micros) || (before.is_empty() && row.version > 0);
    let notice = Duration::from_secs(u64::from(ctx.settings().billing.price_notice_days) * 86_400);
    let earliest = if is_raise { since.max(now.plus(notice)) } else { since };
    let running_since = input.running_since.unwrap_or(earliest);
    if running_since < earliest || running_since > now.plus(LATEST) {
        return Err(Error::invalid("running_since", Rule::When));
    }
    let price = PriceRow {
        id: ctx.new_id(),
        offering_id: id,
        plan: input.plan.clone(),
        meter,
        micros: price,
        since,
        running_since,
        created_by: ctx.actor.audit_name(),
        created_at: now,
    };
    prices::insert(&mut work, &price).await.map_err(|error| {
        if error.is_unique("prices_offering_id_plan_meter_since_key") {
            Error::invalid("since", Rule::When)
        } else {
            error.into()
        }
    })?;
    let detail = json!({
        "plan": price.plan, "meter": meter.as_str(), "micros": price.micros.micros(),
        "since": since.micros(), "running_since": running_since.micros(),
    });
    if row.version > 0 {
        // Whoever it reaches is told, now: long before it does.
        work.enqueue(ANNOUNCE_PRICE, &json!({ "price": price.id.to_string() }), now).await?;
    }
    work.audit(Entry::new("catalog.set_price", "offering", id).with(detail));
    work.commit().await?;
    Ok(price.id)
}

/// How far ahead a price may begin.
const LATEST: Duration = Duration::from_secs(3 * 366 * 86_400);
