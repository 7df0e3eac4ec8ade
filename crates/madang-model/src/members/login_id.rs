//! 「아이디」: what a member signs in with.

use crate::{Rule, personal_text};

personal_text! {
    /// 5–12 Latin letters and digits with at least one letter (guide 000 §1.1.1). Kept as typed; two IDs
    /// that differ only in case are the same ID, see [`LoginId::key`].
    LoginId
}

impl LoginId {
    /// Parses an ID as typed; surrounding blanks are a typing slip, not part of it.
    pub fn parse(text: &str) -> Result<Self, Rule> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Rule::Required);
        }
        let fits = (5..=12).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric())
            && text.bytes().any(|b| b.is_ascii_alphabetic());
        if fits { Ok(Self(text.to_owned())) } else { Err(Rule::LoginId) }
    }

    /// The form under which an ID is unique.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_guide_s_examples_and_limits() {
        for good in ["hong1", "Hong1234", "abcdefghijkl", "1234a", " hong12 "] {
            assert!(LoginId::parse(good).is_ok(), "{good}");
        }
        for bad in ["hong", "12345", "abcdefghijklm", "hong_1", "홍길동12", "hong 12", "hong1\0"] {
            assert_eq!(LoginId::parse(bad), Err(Rule::LoginId), "{bad}");
        }
        assert_eq!(LoginId::parse("  "), Err(Rule::Required));
        assert_eq!(LoginId::parse("HONG1").unwrap().key(), LoginId::parse("hong1").unwrap().key());
    }

    proptest! {
        #[test]
        fn never_panics_and_only_accepts_what_the_rule_says(text in any::<String>()) {
            if let Ok(id) = LoginId::parse(&text) {
                prop_assert!(id.as_str().len() <= 12 && id.as_str().is_ascii());
            }
        }
    }
}
