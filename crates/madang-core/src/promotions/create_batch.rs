//! Making promotion codes.

use std::time::Duration;

use madang_model::billing::{Discount, DiscountKind};
use madang_model::catalog::PromotionCode;
use madang_model::{OfferingId, PromotionBatchId, PromotionCodeId, Rule, Timestamp, text};
use madang_store::catalog;
use madang_store::promotions::{self, BatchRow};
use serde_json::json;

use super::export_codes::SEALED_FOR;
use crate::catalog::content;
use crate::error::Fields;
use crate::{Action, Ctx, Entry, Error, Result};

/// What is asked for, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct BatchInput {
    /// What staff call it; up to 60 characters.
    pub name: String,
    /// The offering: its id.
    pub offering: String,
    /// The codes of the plans it is for; none is all of them.
    pub plans: Vec<String>,
    /// How its worth is said: `percent` or `won`.
    pub kind: String,
    /// 1–100 percent, or won of a month's price.
    pub value: String,
    /// For how many months it is taken off: 1–36.
    pub months: String,
    /// How many codes: 1–10,000.
    pub quantity: String,
    /// Until when they can be used.
    pub expires_at: Option<Timestamp>,
}

const NAME: usize = 60;
const MONTHS: i64 = 36;
const QUANTITY: i64 = 10_000;
const LATEST: Duration = Duration::from_secs(3 * 366 * 86_400);

/// Makes promotion codes. The catalog's and finance staff may. They are sealed until they are exported, and then only
/// known by their hashes.
pub async fn create_batch(ctx: &Ctx, input: &BatchInput) -> Result<PromotionBatchId> {
    ctx.authorize(Action::WritePrices, None)?;
    let mut work = ctx.begin().await?;
    let now = ctx.now();
    let mut fields = Fields::default();
    let name = fields.take("name", text::line(&input.name, NAME)).unwrap_or_default();
    let offering = match input.offering.parse::<OfferingId>() {
        Ok(id) => catalog::find(&mut work, id).await?.filter(|row| row.version > 0),
        Err(_) => None,
    };
    let offering = fields.take("offering", offering.ok_or(Rule::Choice));
    let mut plans = input.plans.clone();
    plans.sort();
    plans.dedup();
    if let Some(offering) = &offering {
        let said = content::draft(offering)?;
        if plans.iter().any(|code| said.plan(code).is_none()) {
            fields.broke("plans", Rule::Choice);
        }
    }
    let kind = fields.take("kind", input.kind.parse::<DiscountKind>().map_err(|_| Rule::Choice));
    let discount = kind.and_then(|kind| fields.take("value", Discount::parse(kind, &input.value)));
    let months = fields.take("months", within(&input.months, MONTHS));
    let quantity = fields.take("quantity", within(&input.quantity, QUANTITY));
    let expires_at = match input.expires_at {
        None => fields.take("expires_at", Err(Rule::Required)),
        Some(at) if at <= now || at > now.plus(LATEST) => fields.take("expires_at", Err(Rule::When)),
        Some(at) => Some(at),
    };
    fields.finish()?;
    let (Some(offering), Some(discount), Some(months), Some(quantity), Some(expires_at)) =
        (offering, discount, months, quantity, expires_at)
    else {
        return Err(Error::internal("a field without a value has an error"));
    };
    let row = BatchRow {
        id: ctx.new_id(),
        name,
        offering_id: offering.id,
        plans: plans.join(" "),
        kind: discount.kind(),
        value: discount.value(),
        months,
        quantity,
        used: 0,
        expires_at,
        exported_by: None,
        exported_at: None,
        ended_at: None,
        created_by: ctx.actor.audit_name(),
        created_at: now,
    };
    promotions::insert_batch(&mut work, &row).await?;
    for _ in 0..quantity {
        let code = PromotionCode::made(|below| ctx.random_below(below));
        let id: PromotionCodeId = ctx.new_id();
        let sealed = ctx.vault().seal(SEALED_FOR, code.reveal().as_bytes());
        promotions::insert_code(&mut work, id, row.id, &hash(&code), &sealed, code.tail()).await?;
    }
    let detail = json!({
        "offering": row.offering_id.to_string(), "plans": row.plans, "kind": row.kind.as_str(), "value": row.value,
        "months": months, "quantity": quantity, "expires_at": expires_at.micros(),
    });
    work.audit(Entry::new("promotions.create_batch", "promotion_batch", row.id).with(detail));
    work.commit().await?;
    Ok(row.id)
}

fn within(text: &str, most: i64) -> Result<i64, Rule> {
    let max = u32::try_from(most).unwrap_or(u32::MAX);
    match text.trim() {
        "" => Err(Rule::Required),
        typed => typed
            .parse::<i64>()
            .ok()
            .filter(|number| (1..=most).contains(number))
            .ok_or(Rule::Range { min: 1, max }),
    }
}

/// What a code is found by.
pub(super) fn hash(code: &PromotionCode) -> String {
    crate::context::token_hash(code.plain())
}
