//! How points in time are written: `2026-11-22 14:03`, in the zone of the settings.

use jiff::tz::TimeZone;
use madang_model::Timestamp;

/// The time zone that people read times in, e.g. `Asia/Seoul`.
#[derive(Debug, Clone)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone with this IANA name; `None` where there is none.
    pub fn named(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self)
    }

    /// `2026-11-22 14:03`
    pub fn minute(&self, at: Timestamp) -> String {
        self.written(at, "%Y-%m-%d %H:%M")
    }

    /// `2026-11-22 14:03:09`
    pub fn second(&self, at: Timestamp) -> String {
        self.written(at, "%Y-%m-%d %H:%M:%S")
    }

    /// `2026-11-22`
    pub fn date(&self, at: Timestamp) -> String {
        self.written(at, "%Y-%m-%d")
    }

    /// Midnight at the start of the day that `at` falls on here.
    pub fn start_of_day(&self, at: Timestamp) -> Timestamp {
        self.zoned(at)
            .start_of_day()
            .map_or(at, |start| Timestamp::from_micros(start.timestamp().as_microsecond()))
    }

    /// The point that `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM` (what a browser's date fields send) names here.
    pub fn parse(&self, text: &str) -> Option<Timestamp> {
        let text = text.trim().replace(' ', "T");
        let civil = match text.len() {
            10 => text.parse::<jiff::civil::Date>().ok()?.at(0, 0, 0, 0),
            _ => text.parse::<jiff::civil::DateTime>().ok()?,
        };
        let zoned = civil.to_zoned(self.0.clone()).ok()?;
        Some(Timestamp::from_micros(zoned.timestamp().as_microsecond()))
    }

    /// RFC 3339 in UTC with milliseconds, the wire form: `2026-11-22T05:03:09.123Z`.
    pub fn wire(at: Timestamp) -> String {
        Self(TimeZone::UTC).written(at, "%Y-%m-%dT%H:%M:%S%.3fZ")
    }

    fn written(&self, at: Timestamp, pattern: &str) -> String {
        self.zoned(at).strftime(pattern).to_string()
    }

    fn zoned(&self, at: Timestamp) -> jiff::Zoned {
        let stamp = jiff::Timestamp::from_microsecond(at.micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        stamp.to_zoned(self.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn dates_as_typed_never_panic(text in any::<String>(), micros in any::<i64>()) {
            let seoul = Zone::named("Asia/Seoul").unwrap();
            let _ = seoul.parse(&text);
            let _ = (seoul.minute(Timestamp::from_micros(micros)), seoul.start_of_day(Timestamp::from_micros(micros)));
        }
    }

    #[test]
    fn seoul_and_the_wire() {
        let seoul = Zone::named("Asia/Seoul").unwrap();
        let at = Timestamp::from_micros(1_795_237_389_123_456);
        assert_eq!(seoul.second(at), "2026-11-21 14:03:09");
        assert_eq!(Zone::wire(at), "2026-11-21T05:03:09.123Z");
        assert_eq!(seoul.second(seoul.start_of_day(at)), "2026-11-21 00:00:00");
        assert_eq!(seoul.second(seoul.parse("2026-11-21T14:03").unwrap()), "2026-11-21 14:03:00");
        assert_eq!(seoul.second(seoul.parse("2026-11-21").unwrap()), "2026-11-21 00:00:00");
        assert!(seoul.parse("yesterday").is_none() && Zone::named("Mars/Base").is_none());
    }
}
