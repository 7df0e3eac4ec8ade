//! The numbers that a company has.

use std::fmt;

use crate::Rule;

/// A company's registration number 「사업자등록번호」: ten digits, the last of which checks the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusinessNumber(String);

/// A corporation's registration number 「법인등록번호」: thirteen digits. Numbers given since 2025-01-31 have no check
/// digit, so only the form is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorporateNumber(String);

const WEIGHTS: [u32; 9] = [1, 3, 7, 1, 3, 7, 1, 3, 5];

impl BusinessNumber {
    /// Ten digits without hyphens (guide 000 §2.1.2.2), with the right check digit.
    pub fn parse(text: &str) -> Result<Self, Rule> {
        let digits = digits(text, 10).ok_or(Rule::BusinessNumber)?;
        let values: Vec<u32> = digits.chars().filter_map(|digit| digit.to_digit(10)).collect();
        let sum: u32 = values.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
        let sum = sum + values.get(8).map_or(0, |digit| digit * 5 / 10);
        let is_right = values.last() == Some(&((10 - sum % 10) % 10));
        if is_right && digits != "0000000000" { Ok(Self(digits)) } else { Err(Rule::BusinessNumber) }
    }

    /// The ten digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BusinessNumber {
    /// As it stands on a certificate: `124-81-00998`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (area, rest) = self.0.split_at(3);
        let (kind, serial) = rest.split_at(2);
        write!(f, "{area}-{kind}-{serial}")
    }
}

impl CorporateNumber {
    /// Thirteen digits without hyphens (guide 000 §2.1.2.2).
    pub fn parse(text: &str) -> Result<Self, Rule> {
        digits(text, 13).map(Self).ok_or(Rule::CorporateNumber)
    }

    /// The thirteen digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CorporateNumber {
    /// As it stands on a certificate: `130111-0006246`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at(6);
        write!(f, "{first}-{second}")
    }
}

fn digits(text: &str, count: usize) -> Option<String> {
    let text = text.trim();
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_last_digit_of_a_business_number_checks_the_others() {
        for good in ["1248100998", "2208162517", "1208147521"] {
            assert!(BusinessNumber::parse(good).is_ok(), "{good}");
        }
        for bad in ["1248100997", "124-81-00998", "124810099", "12481009980", "abcdefghij", "0000000000", ""]
        {
            assert_eq!(BusinessNumber::parse(bad), Err(Rule::BusinessNumber), "{bad}");
        }
        assert_eq!(BusinessNumber::parse("1248100998").unwrap().to_string(), "124-81-00998");
    }

    #[test]
    fn a_corporate_number_has_thirteen_digits() {
        assert_eq!(CorporateNumber::parse(" 1301110006246 ").unwrap().to_string(), "130111-0006246");
        for bad in ["130111-0006246", "130111000624", "13011100062460", ""] {
            assert_eq!(CorporateNumber::parse(bad), Err(Rule::CorporateNumber), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn of_ten_last_digits_one_is_right(first in 100_000_000_u64..999_999_999) {
            let right = (0..10).filter(|last| BusinessNumber::parse(&format!("{first}{last}")).is_ok()).count();
            prop_assert_eq!(right, 1);
        }

        #[test]
        fn one_wrong_digit_is_noticed(first in 100_000_000_u64..999_999_999, place in 0_usize..8, other in 1_u32..10) {
            let right = (0..10).map(|last| format!("{first}{last}")).find(|text| BusinessNumber::parse(text).is_ok());
            let mut digits: Vec<u32> = right.unwrap().chars().map(|digit| digit.to_digit(10).unwrap()).collect();
            digits[place] = (digits[place] + other) % 10;
            let wrong: String = digits.iter().map(ToString::to_string).collect();
            prop_assert!(BusinessNumber::parse(&wrong).is_err());
        }
    }
}
