//! Amounts of money.

use crate::Rule;

/// An amount in millionths of won: prices of an hour are parts of a won, and sums of many hours stay exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest price or sum that is counted with: a trillion won.
    pub const MOST: Self = Self(1_000_000_000_000 * Self::WON);
    const WON: i64 = 1_000_000;

    /// So many millionths of won.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// So many won.
    pub const fn from_won(won: i64) -> Self {
        Self(won.saturating_mul(Self::WON))
    }

    /// Millionths of won, the stored form.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Whole won, what is less than one left out: what is charged.
    pub const fn won(self) -> i64 {
        self.0.div_euclid(Self::WON)
    }

    /// Both together; stays at the far end instead of wrapping.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The rest; stays at the far end instead of wrapping.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// So many times as much; stays at the far end instead of wrapping.
    #[must_use]
    pub const fn times(self, count: i64) -> Self {
        Self(self.0.saturating_mul(count))
    }

    /// A price as people type it: won with separators or without, with up to six decimals; not negative.
    pub fn parse(text: &str) -> Result<Self, Rule> {
        let text = text.trim().replace(',', "");
        if text.is_empty() {
            return Err(Rule::Required);
        }
        let (whole, part) = text.split_once('.').unwrap_or((&text, "0"));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(whole) || !is_digits(part) || whole.len() > 13 || part.len() > 6 {
            return Err(Rule::Amount);
        }
        let whole: i64 = whole.parse().map_err(|_| Rule::Amount)?;
        let part: i64 = format!("{part:0<6}").parse().map_err(|_| Rule::Amount)?;
        let money = Self(whole.checked_mul(Self::WON).ok_or(Rule::Amount)?.saturating_add(part));
        if money > Self::MOST { Err(Rule::Amount) } else { Ok(money) }
    }

    /// As it is typed, read by [`Money::parse`]: `1234.5`.
    pub fn plain(self) -> String {
        let (whole, part) = (self.0.div_euclid(Self::WON), self.0.rem_euclid(Self::WON));
        let text = format!("{whole}.{part:06}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::plus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_price_is_won_with_up_to_six_decimals() {
        for (text, micros) in [
            ("0", 0),
            ("12,000", 12_000_000_000),
            ("23.5", 23_500_000),
            (" 0.000001 ", 1),
            ("7.10", 7_100_000),
        ] {
            assert_eq!(Money::parse(text), Ok(Money::from_micros(micros)), "{text}");
        }
        for text in ["-1", "1.", ".5", "1.0000001", "1e3", "12원", "99999999999999", "1.2.3", "+1", "１"] {
            assert_eq!(Money::parse(text), Err(Rule::Amount), "{text}");
        }
        assert_eq!(Money::parse(" "), Err(Rule::Required));
        assert_eq!(Money::MOST.plus(Money::MOST).plus(Money::MOST).times(i64::MAX), Money(i64::MAX));
    }

    #[test]
    fn what_is_charged_has_no_parts_of_a_won() {
        assert_eq!((Money::from_micros(1_999_999).won(), Money::from_won(3).won()), (1, 3));
    }

    proptest! {
        #[test]
        fn a_price_is_read_as_it_is_written(micros in 0..=Money::MOST.0) {
            let money = Money::from_micros(micros);
            prop_assert_eq!(Money::parse(&money.plain()), Ok(money));
        }
    }
}
