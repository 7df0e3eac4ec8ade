//! 「요금 계산기」: what a plan would cost.

use std::collections::BTreeMap;

use madang_model::Rule;
use madang_model::billing::{Money, Rate, metered};
use madang_model::catalog::Meter;
use madang_model::{Timestamp, billing::Month};

use super::show::show;
use crate::{Ctx, Error, Result};

/// What somebody would use in a month.
#[derive(Debug, Clone, Default)]
pub struct Usage {
    /// Units of each meter that are there all the time: processors, GiB, instances.
    pub units: BTreeMap<Meter, i64>,
    /// Hours of the month; none is all of them.
    pub hours: Option<i64>,
}

/// One line of an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Of what.
    pub meter: Meter,
    /// Units × hours; 1 for the month itself.
    pub quantity: i64,
    /// How many of these the month's price includes.
    pub included: i64,
    /// What one costs.
    pub price: Money,
    /// What all of them cost.
    pub sum: Money,
}

/// What this month would cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// The lines.
    pub lines: Vec<Line>,
    /// All of them, without tax.
    pub sum: Money,
    /// 부가세: a tenth, without parts of a won.
    pub tax: Money,
    /// The hours that were counted with.
    pub hours: i64,
}

/// The most units and the hours of the longest month.
const UNITS: i64 = 100_000;
const HOURS: i64 = 744;

/// What a plan of an offering would cost in this month, by today's prices. Anyone may.
pub async fn estimate(ctx: &Ctx, code: &str, plan: &str, usage: &Usage) -> Result<Estimate> {
    let offering = show(ctx, code).await?;
    let found = offering.plans.iter().find(|known| known.content.code == plan);
    let found = found.ok_or_else(|| Error::invalid("plan", Rule::Choice))?;
    let month = Month::of(ctx.now());
    let hours = usage.hours.unwrap_or(month.days() * 24);
    if !(0..=HOURS).contains(&hours) {
        return Err(Error::invalid("hours", Rule::Range { min: 0, max: 744 }));
    }
    let mut lines = Vec::new();
    for (meter, price) in &found.prices {
        let units = if *meter == Meter::Month { 1 } else { usage.units.get(meter).copied().unwrap_or(0) };
        if !(0..=UNITS).contains(&units) {
            return Err(Error::invalid("units", Rule::Range { min: 0, max: 100_000 }));
        }
        let line = if *meter == Meter::Month {
            Line { meter: *meter, quantity: 1, included: 0, price: *price, sum: *price }
        } else {
            let (quantity, included) = (units * hours, found.content.included(*meter));
            let charged = (quantity - included).max(0);
            Line { meter: *meter, quantity, included, price: *price, sum: of_hours(*price, charged) }
        };
        if line.quantity > 0 {
            lines.push(line);
        }
    }
    let sum: Money = lines.iter().map(|line| line.sum).sum();
    let tax = Money::from_won(sum.won() / 10);
    Ok(Estimate { lines, sum, tax, hours })
}

/// What so many hours of one unit cost: the way in which a bill counts them.
fn of_hours(price: Money, hours: i64) -> Money {
    let from = Timestamp::from_micros(0);
    let to = Timestamp::from_micros(hours.saturating_mul(3_600_000_000));
    metered(&[Rate { since: from, price }], 1, from, to)
}
