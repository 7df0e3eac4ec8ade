//! What a subscription comes to.

use std::collections::BTreeMap;

use madang_db::Conn;
use madang_model::Timestamp;
use madang_model::billing::{Money, Month, Rate, metered, monthly};
use madang_model::catalog::Meter;
use madang_store::subscriptions::SubscriptionRow;
use madang_store::usage_intervals::{self, IntervalRow};

use crate::catalog::{content, rates};
use crate::promotions::{self, Offered};
use crate::{Ctx, Result};

/// What one meter comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BillLine {
    /// Of what.
    pub meter: Meter,
    /// Units × hours that were used, parts of one left out; 1 for the month itself.
    pub quantity: i64,
    /// How many of these the month's price includes.
    pub included: i64,
    /// What it costs, without tax; for the month, before the discount.
    pub sum: Money,
}

/// What a month comes to so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    /// The month.
    pub month: Month,
    /// From when in it.
    pub from: Timestamp,
    /// Until when.
    pub to: Timestamp,
    /// The lines, those that cost or were used.
    pub lines: Vec<BillLine>,
    /// What a promotion code takes off.
    pub discount: Money,
    /// All of it, without tax, the discount taken off.
    pub sum: Money,
    /// 부가세: a tenth, without parts of a won.
    pub tax: Money,
}

impl Bill {
    /// What is charged, in won, tax included.
    pub fn total(&self) -> Money {
        Money::from_won(self.sum.won()).plus(self.tax)
    }
}

/// How many intervals are read at a time.
const PAGE: i64 = 500;

/// An hour, in millionths of a second.
const HOUR: i128 = 3_600_000_000;

/// A stretch of time with a number of units: quantity, from, to.
type Stretch = (i64, Timestamp, Timestamp);

/// What the subscription comes to in the month of now, as if it ended now (or when it did).
pub(super) async fn so_far(ctx: &Ctx, conn: &mut Conn, row: &SubscriptionRow) -> Result<Bill> {
    let to = row.ended_at.unwrap_or_else(|| ctx.now());
    let month = Month::of(to);
    let from = month.start().max(row.started_at);
    let mut used: BTreeMap<Meter, Vec<Stretch>> = BTreeMap::new();
    let mut after = None;
    loop {
        let page = usage_intervals::of_subscription(conn, row.id, after, PAGE).await?;
        for interval in &page {
            if let Some(stretch) = within(interval, from, to) {
                used.entry(interval.meter).or_default().push(stretch);
            }
        }
        after = page.last().map(|last| last.id);
        if i64::try_from(page.len()).unwrap_or(PAGE) < PAGE {
            break;
        }
    }
    let said = content::read(&row.content)?;
    let offered = promotions::held_by(conn, row.id).await?;
    let (mut lines, mut discount) = (Vec::new(), Money::ZERO);
    for (meter, stretches) in used {
        let rates = rates(conn, row.offering_id, &row.plan, meter, row.started_at).await?;
        if meter == Meter::Month {
            let sum: Money = stretches.iter().map(|(_, from, to)| monthly(&rates, *from, *to)).sum();
            if let Some(offered) = offered.filter(|offered| holds(offered, row.started_at, month)) {
                let off = discounted(&rates, offered);
                let left: Money = stretches.iter().map(|(_, from, to)| monthly(&off, *from, *to)).sum();
                discount = sum.minus(left);
            }
            lines.push(BillLine { meter, quantity: 1, included: 0, sum });
            continue;
        }
        let included = said.plan(&row.plan).map_or(0, |plan| plan.included(meter));
        let quantity = hours(&stretches);
        let charged = beyond(stretches, included);
        let sum = charged.into_iter().map(|(units, from, to)| metered(&rates, units, from, to)).sum();
        lines.push(BillLine { meter, quantity, included, sum });
    }
    let sum: Money = lines.iter().map(|line| line.sum).sum::<Money>().minus(discount);
    let tax = Money::from_won(sum.won() / 10);
    Ok(Bill { month, from, to, lines, discount, sum, tax })
}

fn within(interval: &IntervalRow, from: Timestamp, to: Timestamp) -> Option<Stretch> {
    let begins = interval.started_at.max(from);
    let ends = interval.ended_at.unwrap_or(to).min(to);
    (begins < ends).then_some((interval.quantity, begins, ends))
}

/// Whether a code that was used for a subscription still takes something off in this month: the month in which the
/// subscription began is the first.
pub(super) fn holds(offered: &Offered, began: Timestamp, month: Month) -> bool {
    let mut last = Month::of(began);
    for _ in 1..offered.months {
        last = last.next();
    }
    month.start() <= last.start()
}

fn discounted(rates: &[Rate], offered: Offered) -> Vec<Rate> {
    let off = |rate: &Rate| Rate { since: rate.since, price: offered.discount.off(rate.price) };
    rates.iter().map(off).collect()
}

fn span((units, from, to): &Stretch) -> i128 {
    (i128::from(to.micros()) - i128::from(from.micros())) * i128::from(*units)
}

fn hours(stretches: &[Stretch]) -> i64 {
    let sum: i128 = stretches.iter().map(span).sum();
    i64::try_from(sum / HOUR).unwrap_or(i64::MAX)
}

/// What is left of the stretches when the first `included` unit hours cost nothing.
fn beyond(stretches: Vec<Stretch>, included: i64) -> Vec<Stretch> {
    let mut free = i128::from(included) * HOUR;
    let mut left = Vec::new();
    for stretch in stretches {
        let (units, from, to) = stretch;
        let whole = span(&stretch);
        if free >= whole {
            free -= whole;
            continue;
        }
        let skipped = i64::try_from(free / i128::from(units.max(1))).unwrap_or(i64::MAX);
        free = 0;
        left.push((units, Timestamp::from_micros(from.micros().saturating_add(skipped)), to));
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_micros(hour * 3_600_000_000)
    }

    #[test]
    fn what_is_included_is_used_up_first() {
        let stretches = vec![(2, at(0), at(10)), (1, at(4), at(24)), (4, at(30), at(31))];
        assert_eq!(hours(&stretches), 44);
        assert_eq!(beyond(stretches.clone(), 0), stretches);
        assert_eq!(beyond(stretches.clone(), 20), [(1, at(4), at(24)), (4, at(30), at(31))]);
        assert_eq!(beyond(stretches.clone(), 25), [(1, at(9), at(24)), (4, at(30), at(31))]);
        assert_eq!(beyond(stretches.clone(), 44), []);
        for included in 0..60 {
            let left = hours(&beyond(stretches.clone(), included));
            assert_eq!(left, (44 - included).max(0), "{included}");
        }
    }
}
