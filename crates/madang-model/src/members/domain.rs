//! 「도메인 입력」 and 「신청 IP 개수」: the optional part of the sign-up form.

use super::contact::is_host_name;
use crate::Rule;

/// The domain a customer uses already, or the mark of a Secure Zone customer (guide 000 §1.1.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Domain {
    /// The literal `SecureZone`.
    SecureZone,
    /// A host name with at least two labels, in lower case.
    Named(String),
}

impl Domain {
    /// Parses a domain as typed; `None` where nothing was typed.
    pub fn parse_optional(text: &str) -> Result<Option<Self>, Rule> {
        let text = text.trim();
        if text.is_empty() {
            Ok(None)
        } else if text.eq_ignore_ascii_case("SecureZone") {
            Ok(Some(Self::SecureZone))
        } else if is_host_name(text) {
            Ok(Some(Self::Named(text.to_ascii_lowercase())))
        } else {
            Err(Rule::Domain)
        }
    }

    /// The text as it is stored and shown.
    pub fn as_str(&self) -> &str {
        match self {
            Self::SecureZone => "SecureZone",
            Self::Named(name) => name,
        }
    }
}

/// How many addresses a customer with a domain applies for: 1–10.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IpCount(u8);

impl IpCount {
    /// Parses a count as typed; `None` where nothing was typed.
    pub fn parse_optional(text: &str) -> Result<Option<Self>, Rule> {
        match text.trim() {
            "" => Ok(None),
            text => match text.parse() {
                Ok(count @ 1..=10) => Ok(Some(Self(count))),
                Ok(_) | Err(_) => Err(Rule::IpCount),
            },
        }
    }

    /// The number.
    pub fn get(self) -> u8 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn domains_and_counts() {
        assert_eq!(Domain::parse_optional("securezone"), Ok(Some(Domain::SecureZone)));
        assert_eq!(Domain::parse_optional("Example.COM").unwrap().unwrap().as_str(), "example.com");
        assert_eq!(Domain::parse_optional("not a domain"), Err(Rule::Domain));
        assert_eq!(Domain::parse_optional(""), Ok(None));
        for bad in ["0", "11", "-1", "1.5", "한개"] {
            assert_eq!(IpCount::parse_optional(bad), Err(Rule::IpCount), "{bad}");
        }
        assert_eq!(IpCount::parse_optional("10").unwrap().unwrap().get(), 10);
    }

    proptest! {
        #[test]
        fn parsers_never_panic(text in any::<String>()) {
            let _ = Domain::parse_optional(&text);
            let _ = IpCount::parse_optional(&text);
        }
    }
}
