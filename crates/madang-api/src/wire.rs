//! Values on their way in and out: ids and times as text, lists a page at a time.

use std::fmt;
use std::str::FromStr;

use madang_core::Page;
use madang_i18n::Zone;
use madang_model::Timestamp;
use madang_model::members::StaffRole;
use serde::de::{Deserializer, Error as _, Unexpected, Visitor};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// An id in a body.
pub(crate) struct Ident<T>(pub(crate) T);

impl<'de, T: FromStr> Deserialize<'de> for Ident<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Self).map_err(|_| D::Error::custom("not an id"))
    }
}

/// A point in time in a body or a parameter: RFC 3339, in any offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment(pub(crate) Timestamp);

impl FromStr for Moment {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        // Shorter and longer forms of ISO 8601 are understood by the parser, but are not on the wire.
        let fits = (20..=35).contains(&text.len())
            && text.is_ascii()
            && text.as_bytes()[10] == b'T'
            && !text.contains('[');
        let at: jiff::Timestamp = text.parse().ok().filter(|_| fits).ok_or(())?;
        Ok(Self(Timestamp::from_micros(at.as_microsecond())))
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|()| D::Error::custom("not a time in RFC 3339, such as 2026-11-22T05:03:09.123Z"))
    }
}

/// A point in time as it is written: RFC 3339 in UTC with milliseconds.
pub(crate) fn time(at: Timestamp) -> String {
    Zone::wire(at)
}

/// Tells a field that is `null` from one that is not there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Change<T> {
    /// It is not there: it stays as it is.
    #[default]
    Keep,
    /// It is there, `null` included.
    Set(Option<T>),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::Set)
    }
}

/// A role on the provider's side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = StaffRole)]
pub(crate) enum StaffRoleName {
    Operator,
    Support,
    Approvals,
    Catalog,
    Finance,
    Platform,
    Auditor,
}

impl From<StaffRoleName> for StaffRole {
    fn from(name: StaffRoleName) -> Self {
        match name {
            StaffRoleName::Operator => Self::Operator,
            StaffRoleName::Support => Self::Support,
            StaffRoleName::Approvals => Self::Approvals,
            StaffRoleName::Catalog => Self::Catalog,
            StaffRoleName::Finance => Self::Finance,
            StaffRoleName::Platform => Self::Platform,
            StaffRoleName::Auditor => Self::Auditor,
        }
    }
}

impl From<StaffRole> for StaffRoleName {
    fn from(role: StaffRole) -> Self {
        match role {
            StaffRole::Operator => Self::Operator,
            StaffRole::Support => Self::Support,
            StaffRole::Approvals => Self::Approvals,
            StaffRole::Catalog => Self::Catalog,
            StaffRole::Finance => Self::Finance,
            StaffRole::Platform => Self::Platform,
            StaffRole::Auditor => Self::Auditor,
        }
    }
}

/// What was made.
#[derive(Serialize, ToSchema)]
pub(crate) struct CreatedView {
    id: String,
}

impl CreatedView {
    pub(crate) fn new(id: impl ToString) -> Self {
        Self { id: id.to_string() }
    }
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListView<T> {
    pub(crate) items: Vec<T>,
    pub(crate) next: Option<String>,
}

impl<T> ListView<T> {
    /// All there is: such lists are short.
    pub(crate) fn whole<R>(rows: impl IntoIterator<Item = R>, view: impl FnMut(R) -> T) -> Self {
        Self { items: rows.into_iter().map(view).collect(), next: None }
    }

    /// A page of an operation's, cut to what was asked for.
    pub(crate) fn page<R>(page: Page<R>, limit: Option<Limit>, view: impl FnMut(R) -> T) -> Self {
        let page = match limit {
            Some(limit) => page.at_most(limit.0),
            None => page,
        };
        Self { items: page.items.into_iter().map(view).collect(), next: page.next }
    }
}

/// How many items a page may have: 1 to 50.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit(usize);

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = Limit;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number from 1 to 50")
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Limit, E> {
                match usize::try_from(number) {
                    Ok(limit @ 1..=50) => Ok(Limit(limit)),
                    Ok(_) | Err(_) => Err(E::invalid_value(Unexpected::Unsigned(number), &self)),
                }
            }
        }
        deserializer.deserialize_u64(Number)
    }
}

/// Which page of a list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PageQuery {
    pub(crate) cursor: Option<String>,
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    pub(crate) limit: Option<Limit>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn moments_are_rfc_3339_and_nothing_else() {
        let at = Timestamp::from_micros(1_795_237_389_123_000);
        for text in ["2026-11-21T05:03:09.123Z", "2026-11-21T14:03:09.123+09:00"] {
            assert_eq!(text.parse(), Ok(Moment(at)), "{text}");
        }
        for text in [
            "2026-11-21",
            "2026-11-21T05:03:09",
            "2026-11-21 05:03:09Z",
            "2026-11-21T05:03:09Z[UTC]",
            "20261121T050309.1230000Z",
            "",
            "now",
        ] {
            assert_eq!(text.parse::<Moment>(), Err(()), "{text}");
        }
    }

    #[test]
    fn null_is_not_absence() {
        #[derive(Deserialize)]
        struct Sample {
            #[serde(default)]
            domain: Change<String>,
        }
        let read = |json| serde_json::from_str::<Sample>(json).unwrap().domain;
        assert_eq!(read("{}"), Change::Keep);
        assert_eq!(read(r#"{"domain":null}"#), Change::Set(None));
        assert_eq!(read(r#"{"domain":"a.kr"}"#), Change::Set(Some("a.kr".to_owned())));
    }

    #[test]
    fn limits_are_from_1_to_50() {
        for (text, fits) in [
            ("0", false),
            ("1", true),
            ("50", true),
            ("51", false),
            ("-1", false),
            ("18446744073709551615", false),
            ("\"7\"", false),
        ] {
            assert_eq!(serde_json::from_str::<Limit>(text).is_ok(), fits, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_time_that_is_written_is_read_again(millis in 0_i64..4_102_444_800_000) {
            let at = Timestamp::from_micros(millis * 1000);
            prop_assert_eq!(time(at).parse(), Ok(Moment(at)));
        }

        #[test]
        fn any_text_is_a_moment_or_not(text in ".{0,40}") {
            let _ = text.parse::<Moment>();
        }
    }
}
