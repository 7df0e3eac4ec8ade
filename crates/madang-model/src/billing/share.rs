//! What a part of a month costs.
//!
//! Every cost is the difference of two running totals, so that cutting time in pieces – by a change of price, a
//! restart, a preview in the middle – never changes the sum by a millionth of a won.

use super::{Money, Month};
use crate::Timestamp;

/// A price from a point in time on, until the next one's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Since when.
    pub since: Timestamp,
    /// How much.
    pub price: Money,
}

const HOUR: i128 = 3_600_000_000;

/// What a price per month costs from one point to another: each month's share is the part of that month's own
/// length. `rates` are in order of time; before the first of them nothing is charged.
pub fn monthly(rates: &[Rate], from: Timestamp, to: Timestamp) -> Money {
    let mut sum = Money::ZERO;
    let mut month = Month::of(from);
    while month.start() < to {
        let (start, end) = (month.start(), month.end());
        let length = i128::from(end.micros()) - i128::from(start.micros());
        for (rate, since, until) in pieces(rates, from.max(start), to.min(end)) {
            let total = |at: Timestamp| {
                let passed = i128::from(at.micros()) - i128::from(start.micros());
                whole(i128::from(rate.micros()) * passed / length)
            };
            sum = sum.plus(total(until).minus(total(since)));
        }
        month = month.next();
    }
    sum
}

/// What `quantity` of something with a price per hour costs from one point to another.
pub fn metered(rates: &[Rate], quantity: i64, from: Timestamp, to: Timestamp) -> Money {
    let mut sum = Money::ZERO;
    for (rate, since, until) in pieces(rates, from, to) {
        let each = i128::from(rate.micros()) * i128::from(quantity);
        // Hours of the clock, so that pieces meet.
        let total = |at: Timestamp| (i128::from(at.micros()) * each).div_euclid(HOUR);
        sum = sum.plus(whole(total(until) - total(since)));
    }
    sum
}

fn whole(micros: i128) -> Money {
    Money::from_micros(i64::try_from(micros).unwrap_or(i64::MAX))
}

/// The time from one point to another, cut where the price changes.
fn pieces(
    rates: &[Rate],
    from: Timestamp,
    to: Timestamp,
) -> impl Iterator<Item = (Money, Timestamp, Timestamp)> {
    rates.iter().enumerate().filter_map(move |(index, rate)| {
        let ends = rates.get(index + 1).map_or(to, |next| next.since.min(to));
        let begins = rate.since.max(from);
        (begins < ends).then_some((rate.price, begins, ends))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(day: &str, hour: i64) -> Timestamp {
        let day: crate::approvals::Day = day.parse().unwrap();
        Timestamp::from_micros(day.start().micros() + hour * 3_600_000_000)
    }

    fn always(won: i64) -> [Rate; 1] {
        [Rate { since: Timestamp::from_micros(0), price: Money::from_won(won) }]
    }

    #[test]
    fn a_whole_month_costs_its_price_however_long_it_is() {
        for (first, next) in
            [("2026-11-01", "2026-12-01"), ("2027-02-01", "2027-03-01"), ("2028-02-01", "2028-03-01")]
        {
            assert_eq!(
                monthly(&always(31_000), at(first, 0), at(next, 0)),
                Money::from_won(31_000),
                "{first}"
            );
        }
        let half = monthly(&always(30_000), at("2026-11-16", 0), at("2026-12-01", 0));
        assert_eq!(half, Money::from_won(15_000));
        // The leap day is one of 29.
        let day = monthly(&always(29_000), at("2028-02-29", 0), at("2028-03-01", 0));
        assert_eq!(day, Money::from_won(1_000));
        assert_eq!(monthly(&always(1_000), at("2026-11-02", 0), at("2026-11-01", 0)), Money::ZERO);
    }

    #[test]
    fn a_price_holds_from_its_day_on() {
        let rates = [
            Rate { since: at("2026-11-01", 0), price: Money::from_won(30_000) },
            Rate { since: at("2026-11-16", 0), price: Money::from_won(60_000) },
        ];
        let november = monthly(&rates, at("2026-10-01", 0), at("2026-12-01", 0));
        assert_eq!(november, Money::from_won(15_000 + 30_000));
        let hours = metered(&rates, 2, at("2026-11-15", 23), at("2026-11-16", 1));
        assert_eq!(hours, Money::from_won(2 * 30_000 + 2 * 60_000));
    }

    prop_compose! {
        fn times()(mut points in proptest::collection::vec(1_700_000_000_000_000_i64..1_830_000_000_000_000, 3)) -> [Timestamp; 3] {
            points.sort_unstable();
            [0, 1, 2].map(|index| Timestamp::from_micros(points[index]))
        }
    }

    proptest! {
        #[test]
        fn pieces_cost_what_the_whole_costs(
            [from, middle, to] in times(), won in 0_i64..100_000_000, micros in 0_i64..1_000_000, quantity in 0_i64..1000,
            change in 1_700_000_000_000_000_i64..1_830_000_000_000_000,
        ) {
            let price = Money::from_won(won).plus(Money::from_micros(micros));
            let rates = [
                Rate { since: Timestamp::from_micros(0), price },
                Rate { since: Timestamp::from_micros(change), price: price.plus(price) },
            ];
            let sum = monthly(&rates, from, middle).plus(monthly(&rates, middle, to));
            prop_assert_eq!(sum, monthly(&rates, from, to));
            let hours = metered(&rates, quantity, from, middle).plus(metered(&rates, quantity, middle, to));
            prop_assert_eq!(hours, metered(&rates, quantity, from, to));
        }

        #[test]
        fn more_time_never_costs_less([from, middle, to] in times(), won in 0_i64..100_000_000) {
            prop_assert!(monthly(&always(won), from, middle) <= monthly(&always(won), from, to));
            prop_assert!(monthly(&always(won), from, to) >= Money::ZERO);
        }

        #[test]
        fn every_month_of_ten_years_costs_its_price(offset in 0_i64..120, won in 0_i64..100_000_000) {
            let mut month: Month = "2024-01".parse().unwrap();
            for _ in 0..offset {
                month = month.next();
            }
            prop_assert_eq!(monthly(&always(won), month.start(), month.end()), Money::from_won(won));
        }
    }
}
