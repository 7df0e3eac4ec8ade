//! 「회원사 코드」

use std::fmt;

use crate::Rule;

/// The code under which an organisation's people join it (guide 003, preconditions): 4–20 capital letters,
/// digits and hyphens, beginning with a letter. Small letters are taken for capitals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationCode(String);

impl OrganizationCode {
    /// Parses a code as typed.
    pub fn parse(text: &str) -> Result<Self, Rule> {
        let code = text.trim().to_ascii_uppercase();
        if code.is_empty() {
            return Err(Rule::Required);
        }
        let fits = (4..=20).contains(&code.len())
            && code.starts_with(|c: char| c.is_ascii_uppercase())
            && !code.ends_with('-')
            && code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-');
        if fits { Ok(Self(code)) } else { Err(Rule::OrganizationCode) }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrganizationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_are_capitals_digits_and_hyphens() {
        assert_eq!(OrganizationCode::parse(" kdn-01 ").unwrap().as_str(), "KDN-01");
        for bad in ["ABC", "1ABC", "ABCD-", "AB CD", "가나다라", &"A".repeat(21)] {
            assert_eq!(OrganizationCode::parse(bad), Err(Rule::OrganizationCode), "{bad}");
        }
        assert_eq!(OrganizationCode::parse("  "), Err(Rule::Required));
    }

    proptest! {
        #[test]
        fn parsing_is_idempotent(text in any::<String>()) {
            if let Ok(code) = OrganizationCode::parse(&text) {
                prop_assert_eq!(OrganizationCode::parse(code.as_str()), Ok(code));
            }
        }
    }
}
