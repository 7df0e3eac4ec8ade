//! Working hours: Monday to Friday, 09:00 to 18:00 in Korea, on days that are not holidays. Korea keeps one
//! time all year, nine hours before UTC.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::{InvalidId, Timestamp};

const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24 * HOUR;
const OPENS: i64 = 9 * HOUR;
const CLOSES: i64 = 18 * HOUR;
const KOREA: i64 = 9 * HOUR;

/// A day in Korea, counted from 1970-01-01; written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// The day on which this point falls in Korea.
    pub fn of(at: Timestamp) -> Self {
        Self((at.micros().saturating_add(KOREA)).div_euclid(DAY))
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// This day moved by so many days.
    #[must_use]
    pub fn moved(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The point at which it begins in Korea.
    pub fn start(self) -> Timestamp {
        Timestamp::from_micros(self.0.saturating_mul(DAY).saturating_sub(KOREA))
    }

    /// The year.
    pub fn year(self) -> i64 {
        self.civil().0
    }

    /// The month of the year, from 1.
    pub fn month(self) -> i64 {
        self.civil().1
    }

    /// The first day of a month, counted from 1.
    pub fn first_of(year: i64, month: i64) -> Self {
        Self::from_civil(year, month, 1)
    }

    /// How many days there are until `other`.
    pub fn until(self, other: Self) -> i64 {
        other.0.saturating_sub(self.0)
    }

    /// Whether it is a Saturday or a Sunday. 1970-01-01 was a Thursday.
    pub fn is_weekend(self) -> bool {
        (self.0 + 3).rem_euclid(7) >= 5
    }

    /// Year, month and day of the month (Howard Hinnant, chrono-compatible low-level date algorithms).
    fn civil(self) -> (i64, i64, i64) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        (yoe + era * 400 + i64::from(month <= 2), month, doy - (153 * mp + 2) / 5 + 1)
    }

    fn from_civil(year: i64, month: i64, day: i64) -> Self {
        let y = if month <= 2 { year - 1 } else { year };
        let (era, yoe) = (y.div_euclid(400), y.rem_euclid(400));
        let doy = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
        Self(era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = InvalidId;

    /// Accepts `YYYY-MM-DD` of years 1970 to 9999 only, and only days that exist.
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let mut parts = text.split('-').map(|part| part.parse::<i64>().map_err(|_| InvalidId));
        let mut part = || parts.next().unwrap_or(Err(InvalidId));
        let (year, month, day) = (part()?, part()?, part()?);
        if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return Err(InvalidId);
        }
        let found = Self::from_civil(year, month, day);
        if found.to_string() == text { Ok(found) } else { Err(InvalidId) }
    }
}

/// The days on which nobody works although they are no weekend.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    holidays: BTreeSet<Day>,
}

/// However many holidays somebody enters, looking for a working day ends.
const LONGEST: i64 = 3660;

impl Calendar {
    /// One with these holidays.
    pub fn new(holidays: impl IntoIterator<Item = Day>) -> Self {
        Self { holidays: holidays.into_iter().collect() }
    }

    /// Whether it is worked on this day.
    pub fn is_working(&self, day: Day) -> bool {
        !day.is_weekend() && !self.holidays.contains(&day)
    }

    /// The point at which `hours` working hours have passed since `from`; with none, the first working moment.
    pub fn after(&self, from: Timestamp, hours: u32) -> Timestamp {
        let mut left = i64::from(hours) * HOUR;
        let first = Day::of(from);
        let mut day = first;
        while day < first.moved(LONGEST) {
            if let Some((opens, closes)) = self.open(day) {
                let begins = opens.max(from.micros());
                if begins < closes && closes - begins >= left {
                    return Timestamp::from_micros(begins + left);
                }
                left -= (closes - begins).max(0);
            }
            day = day.next();
        }
        day.start()
    }

    /// How much working time there is from one point to another, in microseconds.
    pub fn between(&self, from: Timestamp, to: Timestamp) -> i64 {
        let mut sum = 0;
        let mut day = Day::of(from).max(Day::of(to).moved(-LONGEST));
        while day.start() < to {
            if let Some((opens, closes)) = self.open(day) {
                sum += (closes.min(to.micros()) - opens.max(from.micros())).max(0);
            }
            day = day.next();
        }
        sum
    }

    /// Like [`Calendar::between`], in whole hours, rounded.
    pub fn hours_between(&self, from: Timestamp, to: Timestamp) -> i64 {
        (self.between(from, to) + HOUR / 2) / HOUR
    }

    fn open(&self, day: Day) -> Option<(i64, i64)> {
        let start = day.start().micros();
        self.is_working(day).then_some((start + OPENS, start + CLOSES))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(day: &str, hour: i64) -> Timestamp {
        Timestamp::from_micros(day.parse::<Day>().unwrap().start().micros() + hour * HOUR)
    }

    fn calendar(days: &[&str]) -> Calendar {
        Calendar::new(days.iter().map(|day| day.parse().unwrap()))
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(Day::of(Timestamp::from_micros(0)).to_string(), "1970-01-01");
        // 2026-11-22T15:00:00Z is midnight in Korea.
        let midnight = Timestamp::from_micros(1_795_359_600_000_000);
        assert_eq!(Day::of(midnight).to_string(), "2026-11-23");
        assert_eq!(Day::of(Timestamp::from_micros(midnight.micros() - 1)).to_string(), "2026-11-22");
        assert!("2026-11-22".parse::<Day>().unwrap().is_weekend() && !Day::of(midnight).is_weekend());
        for bad in ["2026-02-29", "2026-13-01", "2026-1-01", "26-01-01", "2026-01-01x", "", "2026-01-01-01"] {
            assert!(bad.parse::<Day>().is_err(), "{bad}");
        }
        assert_eq!("2028-02-29".parse::<Day>().unwrap().next().to_string(), "2028-03-01");
    }

    #[test]
    fn hours_are_counted_over_weekends_holidays_and_the_year_s_end() {
        let plain = calendar(&[]);
        // A Friday, 17:00: an hour is left, the second one is Monday's first.
        assert_eq!(plain.after(at("2026-11-20", 17), 2), at("2026-11-23", 10));
        assert_eq!(plain.after(at("2026-11-21", 3), 0), at("2026-11-23", 9));
        assert_eq!(plain.after(at("2026-11-23", 9), 9), at("2026-11-23", 18));
        // 설날 2026: Monday to Wednesday.
        let lunar = calendar(&["2026-02-16", "2026-02-17", "2026-02-18"]);
        assert_eq!(lunar.after(at("2026-02-13", 17), 2), at("2026-02-19", 10));
        assert_eq!(lunar.hours_between(at("2026-02-13", 9), at("2026-02-19", 18)), 18);
        // The new year of 2027: Friday is a holiday, a weekend follows.
        let year = calendar(&["2027-01-01"]);
        assert_eq!(year.after(at("2026-12-31", 12), 7), at("2027-01-04", 10));
    }

    proptest! {
        #[test]
        fn what_is_added_is_what_lies_between(
            start in 1_700_000_000_000_000_i64..2_000_000_000_000_000,
            hours in 0_u32..300,
            holidays in proptest::collection::btree_set(19_600_i64..23_200, 0..200),
        ) {
            let calendar = Calendar::new(holidays.into_iter().map(Day));
            let from = Timestamp::from_micros(start);
            let to = calendar.after(from, hours);
            prop_assert!(to >= from);
            prop_assert_eq!(calendar.between(from, to), i64::from(hours) * HOUR);
            prop_assert!(calendar.is_working(Day::of(Timestamp::from_micros(to.micros() - 1))) || hours == 0);
        }

        #[test]
        fn counting_in_two_goes_is_counting_in_one(
            start in 1_700_000_000_000_000_i64..2_000_000_000_000_000, first in 0_u32..80, second in 1_u32..80,
            holidays in proptest::collection::btree_set(19_600_i64..23_200, 0..200),
        ) {
            let calendar = Calendar::new(holidays.into_iter().map(Day));
            let from = Timestamp::from_micros(start);
            let once = calendar.after(from, first + second);
            prop_assert_eq!(calendar.after(calendar.after(from, first), second), once);
        }

        #[test]
        fn days_are_read_as_they_are_written(day in 0_i64..2_900_000) {
            let day = Day(day);
            prop_assert_eq!(day.to_string().parse::<Day>(), Ok(day));
            prop_assert_eq!(Day::of(day.start()), day);
        }
    }
}
