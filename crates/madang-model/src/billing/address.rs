//! Korean addresses, and the name a company pays under.

use crate::{Rule, text};

/// A postcode 「우편번호」: five digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postcode(String);

impl Postcode {
    /// Five digits.
    pub fn parse(text: &str) -> Result<Self, Rule> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Rule::Required);
        }
        let fits = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
        if fits { Ok(Self(text.to_owned())) } else { Err(Rule::Postcode) }
    }

    /// The five digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One line of an address: 「도로명주소」, 「지번 주소」 or what comes after it 「상세주소」.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    const MAX: usize = 100;

    /// A line of at most 100 characters.
    pub fn parse(text: &str) -> Result<Self, Rule> {
        text::title(text, 1, Self::MAX).map(Self)
    }

    /// The same, or nothing.
    pub fn parse_optional(text: &str) -> Result<Self, Rule> {
        if text.trim().is_empty() { Ok(Self(String::new())) } else { Self::parse(text) }
    }

    /// The line; empty where nothing was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// 「기업명」: as it stands on the certificate of business registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyName(String);

impl CompanyName {
    /// A name of at most 60 characters.
    pub fn parse(text: &str) -> Result<Self, Rule> {
        text::title(text, 1, 60).map(Self)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form under which names are searched.
    pub fn key(&self) -> String {
        text::key_of(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_postcode_has_five_digits() {
        assert_eq!(Postcode::parse(" 06236 ").unwrap().as_str(), "06236");
        for bad in ["0623", "062360", "135-080", "０６２３６", "abcde"] {
            assert_eq!(Postcode::parse(bad), Err(Rule::Postcode), "{bad}");
        }
        assert_eq!(Postcode::parse(" "), Err(Rule::Required));
    }

    #[test]
    fn a_line_may_be_left_out_where_it_is_optional() {
        assert_eq!(Address::parse_optional("  ").unwrap().as_str(), "");
        assert_eq!(Address::parse(" "), Err(Rule::Required));
        assert_eq!(Address::parse("서울특별시\n강남구"), Err(Rule::Characters));
        assert_eq!(Address::parse_optional(&"가".repeat(101)), Err(Rule::TooLong { max: 100 }));
        assert_eq!(CompanyName::parse("<b>"), Err(Rule::Characters));
        assert_eq!(CompanyName::parse("(주) 마당 상사").unwrap().key(), "(주)마당상사");
    }

    proptest! {
        #[test]
        fn parsing_is_idempotent_and_never_panics(text in any::<String>()) {
            if let Ok(code) = Postcode::parse(&text) {
                prop_assert_eq!(Postcode::parse(code.as_str()), Ok(code));
            }
            if let Ok(line) = Address::parse_optional(&text) {
                prop_assert!(line.as_str().chars().count() <= Address::MAX);
                prop_assert_eq!(Address::parse_optional(line.as_str()), Ok(line));
            }
            if let Ok(name) = CompanyName::parse(&text) {
                prop_assert_eq!(CompanyName::parse(name.as_str()), Ok(name));
            }
        }
    }
}
