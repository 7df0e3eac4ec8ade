//! 「고객명(사용자명)」.

use crate::{Rule, personal_text};

/// The most characters a name may have.
const MAX: usize = 60;

personal_text! {
    /// A person's or customer's name: 1–60 characters, no control characters, blanks folded.
    MemberName
}

impl MemberName {
    /// Parses a name as typed.
    pub fn parse(text: &str) -> Result<Self, Rule> {
        if text.chars().any(|c| {
            c.is_control() || matches!(c, '<' | '>' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        }) {
            return Err(Rule::Characters);
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return Err(Rule::Required);
        }
        if text.chars().count() > MAX {
            return Err(Rule::TooLong { max: MAX });
        }
        if is_address_like(&text) {
            return Err(Rule::Characters);
        }
        Ok(Self(text))
    }

    /// The form under which names are compared and searched: case folded, blanks removed.
    pub fn key(&self) -> String {
        Self::key_of(&self.0)
    }

    /// The same form of a text that may be the beginning of a name.
    pub fn key_of(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
    }
}

/// Whether mail programs would make a link of it. A name goes into mails to addresses that are not known to be
/// its owner's yet; nobody shall advertise that way.
fn is_address_like(text: &str) -> bool {
    text.contains("://")
        || text.contains('@')
        || text.split_whitespace().any(|word| {
            word.match_indices('.').any(|(at, _)| {
                let (left, right) = (&word[..at], &word[at + 1..]);
                left.ends_with(|c: char| c.is_alphanumeric())
                    && right.chars().take_while(char::is_ascii_alphabetic).count() >= 2
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_folded_and_bounded() {
        assert_eq!(MemberName::parse("  홍  길동 ").unwrap().as_str(), "홍 길동");
        assert_eq!(MemberName::parse("홍\0길동"), Err(Rule::Characters));
        for advertised in ["무료 evil.example", "https://x", "a@b.co", "쿠폰.com", "www.x.com"] {
            assert_eq!(MemberName::parse(advertised), Err(Rule::Characters), "{advertised}");
        }
        assert!(MemberName::parse("J. R. Kim").is_ok() && MemberName::parse("Kim Jr.").is_ok());
        assert_eq!(MemberName::parse(&"가".repeat(61)), Err(Rule::TooLong { max: 60 }));
        assert_eq!(MemberName::parse("Kim Min Su").unwrap().key(), "kimminsu");
    }

    proptest! {
        #[test]
        fn parsing_is_idempotent(text in any::<String>()) {
            if let Ok(name) = MemberName::parse(&text) {
                prop_assert_eq!(MemberName::parse(name.as_str()), Ok(name));
            }
        }
    }
}
