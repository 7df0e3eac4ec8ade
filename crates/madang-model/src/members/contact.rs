//! How a member is reached: e-mail, mobile phone 「휴대전화번호」, landline 「일반전화번호」.

use crate::{Rule, personal_text};

personal_text! {
    /// An e-mail address of the form `local@domain` that ordinary mail servers accept: at most 254 ASCII
    /// characters, an unquoted local part (RFC 5321 §4.1.2 dot-string) and a host name with a dot.
    EmailAddress
}

impl EmailAddress {
    /// Parses an address as typed.
    pub fn parse(text: &str) -> Result<Self, Rule> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Rule::Required);
        }
        if text.len() > 254 {
            return Err(Rule::TooLong { max: 254 });
        }
        let (local, domain) = text.rsplit_once('@').ok_or(Rule::Email)?;
        let local_fits = !local.is_empty()
            && local.len() <= 64
            && local.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(is_atom_byte));
        if local_fits && is_host_name(domain) {
            Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
        } else {
            Err(Rule::Email)
        }
    }

    /// The part before the `@`.
    pub fn local_part(&self) -> &str {
        self.0.rsplit_once('@').map_or(self.as_str(), |(local, _)| local)
    }

    /// The form under which addresses are compared. Mail servers that tell cases apart are not in use.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

fn is_atom_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b)
}

/// A host name with at least two labels (RFC 1123 §2.1).
pub(super) fn is_host_name(text: &str) -> bool {
    text.len() <= 253
        && text.contains('.')
        && text.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
        && !text.rsplit('.').next().is_some_and(|tld| tld.bytes().all(|b| b.is_ascii_digit()))
}

/// Digits of a number typed with blanks, hyphens, dots or parentheses; `None` for anything else.
fn digits(text: &str) -> Option<String> {
    let mut digits = String::new();
    for c in text.trim().chars() {
        match c {
            '0'..='9' => digits.push(c),
            ' ' | '-' | '.' | '(' | ')' => {}
            _ => return None,
        }
        if digits.len() > 12 {
            return None;
        }
    }
    Some(digits)
}

personal_text! {
    /// A Korean mobile number as its digits: `01012345678` (010), or an old 011/016–019 number.
    MobilePhone
}

impl MobilePhone {
    /// Parses a number as typed, with or without hyphens; `+82` is understood.
    pub fn parse(text: &str) -> Result<Self, Rule> {
        let text = text.trim();
        if text.chars().all(|c| c == '-' || c.is_whitespace()) {
            return Err(Rule::Required);
        }
        let national = match text.strip_prefix("+82") {
            Some(rest) => digits(rest).map(|d| if d.starts_with('0') { d } else { format!("0{d}") }),
            None => digits(text),
        };
        let number = national.ok_or(Rule::MobilePhone)?;
        let fits = match number.get(..3) {
            Some("010") => number.len() == 11,
            Some("011" | "016" | "017" | "018" | "019") => matches!(number.len(), 10 | 11),
            _ => false,
        };
        if fits { Ok(Self(number)) } else { Err(Rule::MobilePhone) }
    }

    /// The three groups the guide's form shows: `("010", "1234", "5678")`.
    pub fn groups(&self) -> (&str, &str, &str) {
        let (head, rest) = self.0.split_at(3);
        let (middle, last) = rest.split_at(rest.len() - 4);
        (head, middle, last)
    }

    /// The number with hyphens, as people read it.
    pub fn hyphenated(&self) -> String {
        let (a, b, c) = self.groups();
        format!("{a}-{b}-{c}")
    }
}

personal_text! {
    /// A Korean landline or Internet phone number as its digits, e.g. `0212345678`.
    Landline
}

impl Landline {
    /// Parses a number as typed; `None` where nothing was typed.
    pub fn parse_optional(text: &str) -> Result<Option<Self>, Rule> {
        if text.chars().all(|c| c == '-' || c.is_whitespace()) {
            return Ok(None);
        }
        Self::parse(text).map(Some)
    }

    /// Parses a number as typed, with or without hyphens.
    pub fn parse(text: &str) -> Result<Self, Rule> {
        let number = digits(text).ok_or(Rule::Landline)?;
        let area = [
            "02", "031", "032", "033", "041", "042", "043", "044", "051", "052", "053", "054", "055", "061",
            "062", "063", "064", "070", "050",
        ]
        .iter()
        .find(|area| number.starts_with(**area));
        match area {
            Some(area) if (7..=8).contains(&(number.len() - area.len())) => Ok(Self(number)),
            // 050 numbers have a fourth digit in their area code and up to eight after it.
            Some(&"050") if number.len() == 12 => Ok(Self(number)),
            _ => Err(Rule::Landline),
        }
    }

    /// The three groups the guide's form shows: `("02", "3707", "0614")`.
    pub fn groups(&self) -> (&str, &str, &str) {
        let head = if self.0.starts_with("02") {
            2
        } else if self.0.len() == 12 {
            4
        } else {
            3
        };
        let (area, rest) = self.0.split_at(head);
        let (middle, last) = rest.split_at(rest.len() - 4);
        (area, middle, last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses() {
        for good in ["hong@example.com", "a.b+c@sub.example.co.kr", "A@EXAMPLE.COM"] {
            assert!(EmailAddress::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "hong",
            "hong@",
            "@example.com",
            "hong@localhost",
            "a..b@example.com",
            "a b@example.com",
            "a@exa_mple.com",
            "a@b.c\r\nBcc: x@y.z",
            "a@-b.com",
            "a@1.2.3.4",
        ] {
            assert_eq!(EmailAddress::parse(bad), Err(Rule::Email), "{bad}");
        }
        assert_eq!(EmailAddress::parse("Hong@Example.COM").unwrap().as_str(), "Hong@example.com");
    }

    #[test]
    fn mobile_numbers() {
        for (text, digits) in [
            ("010-1234-5678", "01012345678"),
            ("+82 10-1234-5678", "01012345678"),
            ("0111234567", "0111234567"),
        ] {
            assert_eq!(MobilePhone::parse(text).unwrap().as_str(), digits);
        }
        for bad in ["010-123-4567", "02-1234-5678", "010-1234-56789", "abc", "０１０１２３４５６７８"]
        {
            assert_eq!(MobilePhone::parse(bad), Err(Rule::MobilePhone), "{bad}");
        }
        assert_eq!(MobilePhone::parse("--"), Err(Rule::Required));
        assert_eq!(MobilePhone::parse("01012345678").unwrap().hyphenated(), "010-1234-5678");
    }

    #[test]
    fn landlines() {
        assert_eq!(Landline::parse("02-3707-0614").unwrap().groups(), ("02", "3707", "0614"));
        assert_eq!(Landline::parse_optional(" - - "), Ok(None));
        assert_eq!(Landline::parse("010-1234-5678"), Err(Rule::Landline));
    }

    proptest! {
        #[test]
        fn parsers_never_panic(text in any::<String>()) {
            let _ = EmailAddress::parse(&text).map(|e| (e.key(), e.local_part().len()));
            let _ = MobilePhone::parse(&text).map(|p| p.hyphenated());
            let _ = Landline::parse_optional(&text).map(|p| p.map(|p| p.groups().0.len()));
        }

        #[test]
        fn digits_only_numbers_never_panic(text in "[0-9+() -]{0,20}") {
            let _ = MobilePhone::parse(&text).map(|p| p.hyphenated());
            let _ = Landline::parse(&text).map(|p| p.groups().0.len());
        }

        #[test]
        fn a_parsed_address_parses_to_itself(text in "[a-zA-Z0-9.+-]{1,10}@[a-zA-Z0-9.-]{1,20}") {
            if let Ok(address) = EmailAddress::parse(&text) {
                prop_assert_eq!(EmailAddress::parse(address.as_str()), Ok(address));
            }
        }
    }
}
