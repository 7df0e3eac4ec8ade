//! Codes that stand in addresses.

use std::fmt;
use std::str::FromStr;

use crate::{InvalidId, Rule};

/// The code of a category, offering or plan: 2–40 small letters, digits and hyphens, beginning with a letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// Parses a code as typed.
    pub fn parse(text: &str) -> Result<Self, Rule> {
        let code = text.trim();
        if code.is_empty() {
            return Err(Rule::Required);
        }
        let fits = (2..=40).contains(&code.len())
            && code.starts_with(|c: char| c.is_ascii_lowercase())
            && !code.ends_with('-')
            && code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if fits { Ok(Self(code.to_owned())) } else { Err(Rule::Slug) }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Slug {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        Self::parse(text).map_err(|_| InvalidId)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_in_addresses_as_they_are() {
        for good in ["devpack", "cloud-server", "s2"] {
            assert_eq!(Slug::parse(good).unwrap().as_str(), good);
        }
        for bad in ["a", "Devpack", "2s", "a-", "a b", "a/b", "상품", &"a".repeat(41)] {
            assert_eq!(Slug::parse(bad), Err(Rule::Slug), "{bad}");
        }
        assert_eq!(Slug::parse(" "), Err(Rule::Required));
    }
}
