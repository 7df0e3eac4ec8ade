//! What is taken off a price.

use super::Money;
use crate::{Rule, words};

words! {
    /// How a discount is said.
    DiscountKind {
        /// A share of the price, in percent.
        Percent = "percent",
        /// An amount in won.
        Won = "won",
    }
}

/// What is taken off a month's price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discount {
    /// So many hundredths of it: 1–100.
    Percent(u8),
    /// So much of it, in whole won.
    Won(Money),
}

impl Discount {
    /// Parses what was typed: `30` percent, or `5000` won.
    pub fn parse(kind: DiscountKind, value: &str) -> Result<Self, Rule> {
        let typed = value.trim();
        if typed.is_empty() {
            return Err(Rule::Required);
        }
        match kind {
            DiscountKind::Percent => {
                let range = Rule::Range { min: 1, max: 100 };
                let percent: u8 = typed.parse().map_err(|_| range)?;
                if (1..=100).contains(&percent) { Ok(Self::Percent(percent)) } else { Err(range) }
            }
            DiscountKind::Won => {
                let amount = Money::parse(typed)?;
                let is_whole = amount == Money::from_won(amount.won());
                if is_whole && amount > Money::ZERO { Ok(Self::Won(amount)) } else { Err(Rule::Amount) }
            }
        }
    }

    /// A discount as it was stored: hundredths, or won.
    pub fn stored(kind: DiscountKind, value: i64) -> Self {
        match kind {
            DiscountKind::Percent => Self::Percent(u8::try_from(value.clamp(0, 100)).unwrap_or(100)),
            DiscountKind::Won => Self::Won(Money::from_won(value.max(0))),
        }
    }

    /// How it is said.
    pub fn kind(self) -> DiscountKind {
        match self {
            Self::Percent(_) => DiscountKind::Percent,
            Self::Won(_) => DiscountKind::Won,
        }
    }

    /// Hundredths, or won.
    pub fn value(self) -> i64 {
        match self {
            Self::Percent(percent) => i64::from(percent),
            Self::Won(amount) => amount.won(),
        }
    }

    /// What it takes off a price: never more than the price.
    pub fn of(self, price: Money) -> Money {
        match self {
            Self::Percent(percent) => {
                let part = i128::from(price.micros()) * i128::from(percent.min(100)) / 100;
                Money::from_micros(i64::try_from(part).unwrap_or(i64::MAX))
            }
            Self::Won(amount) => amount.min(price),
        }
    }

    /// What is left of a price: never less than nothing.
    pub fn off(self, price: Money) -> Money {
        price.minus(self.of(price))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_discount_is_between_nothing_and_the_price() {
        let price = Money::from_won(49_000);
        assert_eq!(Discount::Percent(30).off(price), Money::from_won(34_300));
        assert_eq!(Discount::Percent(100).off(price), Money::ZERO);
        assert_eq!(Discount::Won(Money::from_won(50_000)).off(price), Money::ZERO);
        assert_eq!(Discount::Won(Money::from_won(9_000)).off(price), Money::from_won(40_000));
        let mut seed = 7_u64;
        for _ in 0..10_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let price = Money::from_micros(i64::try_from(seed >> 16).unwrap());
            let discount = if seed.is_multiple_of(2) {
                Discount::Percent(u8::try_from(seed % 100).unwrap() + 1)
            } else {
                Discount::Won(Money::from_won(i64::try_from(seed % 1_000_000).unwrap()))
            };
            let taken = discount.of(price);
            assert!(Money::ZERO <= taken && taken <= price, "{discount:?} of {price:?}");
            assert_eq!(discount.off(price).plus(taken), price);
            assert_eq!(Discount::stored(discount.kind(), discount.value()), discount);
        }
    }

    #[test]
    fn what_can_t_be_taken_off_is_refused() {
        let range = Rule::Range { min: 1, max: 100 };
        for bad in ["0", "101", "-1", "1.5", "x"] {
            assert_eq!(Discount::parse(DiscountKind::Percent, bad), Err(range), "{bad}");
        }
        for bad in ["0", "0.5", "-5", "x"] {
            assert_eq!(Discount::parse(DiscountKind::Won, bad), Err(Rule::Amount), "{bad}");
        }
        assert_eq!(Discount::parse(DiscountKind::Won, " "), Err(Rule::Required));
        assert_eq!(Discount::parse(DiscountKind::Percent, " 5 "), Ok(Discount::Percent(5)));
    }
}
