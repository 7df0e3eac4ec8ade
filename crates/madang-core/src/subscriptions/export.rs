//! What is known of a subscription, to take along.

use madang_i18n::Zone;
use madang_model::{SubscriptionId, Timestamp};
use madang_store::usage_intervals;
use madang_store::usage_intervals::IntervalRow;
use serde_json::{Value, json};

use super::get::get;
use crate::{Ctx, Result};

/// How many intervals are read at a time, and how many there are at most in one file.
const PAGE: i64 = 500;
const MOST: usize = 100_000;

/// The subscription as one JSON document: what was subscribed to, what was agreed to, what was counted and what it
/// comes to. Amounts are in won, times in RFC 3339. Whoever belongs to its organisation may, and staff.
pub async fn export(ctx: &Ctx, id: SubscriptionId) -> Result<Value> {
    let found = get(ctx, id).await?;
    let mut intervals = Vec::new();
    let mut after = None;
    let mut conn = ctx.read().await?;
    loop {
        let page = usage_intervals::of_subscription(&mut conn, id, after, PAGE).await?;
        after = page.last().map(|last| last.id);
        let is_last = i64::try_from(page.len()).unwrap_or(PAGE) < PAGE;
        intervals.extend(page.iter().map(interval));
        if is_last || intervals.len() >= MOST {
            break;
        }
    }
    let row = &found.row;
    let prices = found.prices.iter().map(|held| {
        json!({ "meter": held.meter.as_str(), "price": held.now.price.plain(), "since": written(held.now.since) })
    });
    let lines = found.bill.lines.iter().map(
        |line| json!({ "meter": line.meter.as_str(), "quantity": line.quantity, "sum": line.sum.plain() }),
    );
    Ok(json!({
        "subscription": row.id.to_string(),
        "organization": row.organization_id.to_string(),
        "offering": row.code.as_str(),
        "name": found.offering.name.ko,
        "plan": row.plan,
        "version": row.version,
        "state": row.state.as_str(),
        "started_at": written(row.started_at),
        "ended_at": row.ended_at.map(written),
        "consent": found.consent.map(|consent| json!({
            "member": consent.login_id, "terms_version": consent.version, "agreed_at": written(consent.agreed_at),
        })),
        "prices": prices.collect::<Vec<_>>(),
        "usage": intervals,
        "bill": {
            "month": found.bill.month.to_string(),
            "lines": lines.collect::<Vec<_>>(),
            "discount": found.bill.discount.plain(),
            "sum": found.bill.sum.plain(),
            "tax": found.bill.tax.plain(),
            "total": found.bill.total().plain(),
        },
    }))
}

fn interval(row: &IntervalRow) -> Value {
    json!({
        "meter": row.meter.as_str(),
        "resource_kind": row.resource_kind,
        "resource": row.resource_id,
        "project": row.project_id.map(|id| id.to_string()),
        "quantity": row.quantity,
        "started_at": written(row.started_at),
        "ended_at": row.ended_at.map(written),
    })
}

fn written(at: Timestamp) -> String {
    Zone::wire(at)
}
