//! Months in Korea.

use std::fmt;
use std::str::FromStr;

use crate::approvals::Day;
use crate::{InvalidId, Timestamp};

/// A month of the calendar in Korea, for which is billed; written `YYYY-MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Months since the year 0.
    count: i64,
}

impl Month {
    /// The month in which this point falls in Korea.
    pub fn of(at: Timestamp) -> Self {
        let day = Day::of(at);
        Self { count: day.year() * 12 + day.month() - 1 }
    }

    /// The month after.
    #[must_use]
    pub fn next(self) -> Self {
        Self { count: self.count + 1 }
    }

    /// The month before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self { count: self.count - 1 }
    }

    /// Its first day.
    pub fn first(self) -> Day {
        Day::first_of(self.count.div_euclid(12), self.count.rem_euclid(12) + 1)
    }

    /// The point at which it begins.
    pub fn start(self) -> Timestamp {
        self.first().start()
    }

    /// The point at which the month after begins.
    pub fn end(self) -> Timestamp {
        self.next().start()
    }

    /// How many days it has.
    pub fn days(self) -> i64 {
        self.first().until(self.next().first())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.count.div_euclid(12), self.count.rem_euclid(12) + 1)
    }
}

impl FromStr for Month {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let day: Day = format!("{text}-01").parse()?;
        Ok(Self::of(day.start()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn months_have_the_days_of_the_calendar() {
        for (text, days) in
            [("2026-11", 30), ("2026-12", 31), ("2027-02", 28), ("2028-02", 29), ("2100-02", 28)]
        {
            assert_eq!(month(text).days(), days, "{text}");
        }
        assert_eq!(month("2026-12").next(), month("2027-01"));
        assert_eq!(month("2027-01").previous(), month("2026-12"));
        for bad in ["2026-13", "2026-1", "2026", "2026-01-01", "1969-12", ""] {
            assert!(bad.parse::<Month>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_month_ends_at_midnight_in_korea() {
        // 2026-11-30T15:00:00Z
        let midnight = Timestamp::from_micros(1_796_050_800_000_000);
        assert_eq!(Month::of(midnight), month("2026-12"));
        assert_eq!(Month::of(Timestamp::from_micros(midnight.micros() - 1)), month("2026-11"));
        assert_eq!((month("2026-11").end(), month("2026-12").start()), (midnight, midnight));
    }

    proptest! {
        #[test]
        fn every_point_is_in_its_month(micros in 0_i64..4_000_000_000_000_000) {
            let at = Timestamp::from_micros(micros);
            let month = Month::of(at);
            prop_assert!(month.start() <= at && at < month.end());
            prop_assert_eq!(month.to_string().parse::<Month>(), Ok(month));
            prop_assert_eq!(month.next().previous(), month);
        }
    }
}
