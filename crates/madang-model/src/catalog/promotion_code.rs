//! 「프로모션 코드」 (guide 004): whoever has one uses it once.

use std::fmt;

use crate::Rule;

/// Without 0, O, 1 and I, which are taken for each other.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// Sixteen letters: eighty bits, more than anybody tries out.
const LENGTH: usize = 16;

/// A promotion code. It is worth money to whoever has it, so that it is printed by [`PromotionCode::reveal`] only.
#[derive(Clone, PartialEq, Eq)]
pub struct PromotionCode(String);

impl PromotionCode {
    /// Makes one of numbers below 32 that nobody can guess.
    pub fn made(mut below: impl FnMut(u32) -> u32) -> Self {
        let letter = |_| {
            let at = usize::try_from(below(32)).unwrap_or_default() % LETTERS.len();
            char::from(LETTERS.get(at).copied().unwrap_or(b'2'))
        };
        Self((0..LENGTH).map(letter).collect())
    }

    /// Parses what was typed; small letters, hyphens and spaces don't matter.
    pub fn parse(text: &str) -> Result<Self, Rule> {
        let code: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if code.is_empty() {
            return Err(Rule::Required);
        }
        let fits = code.len() == LENGTH && code.bytes().all(|letter| LETTERS.contains(&letter));
        if fits { Ok(Self(code)) } else { Err(Rule::PromotionCode) }
    }

    /// The code, in groups of four.
    pub fn reveal(&self) -> String {
        let mut text = String::new();
        for (at, letter) in self.0.chars().enumerate() {
            if at > 0 && at.is_multiple_of(4) {
                text.push('-');
            }
            text.push(letter);
        }
        text
    }

    /// Its last four letters, by which it is told from others.
    pub fn tail(&self) -> &str {
        self.0.get(LENGTH - 4..).unwrap_or_default()
    }

    /// What its hash is made of.
    pub fn plain(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PromotionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PromotionCode(…{})", self.tail())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_is_typed() {
        let mut next = 0;
        let code = PromotionCode::made(|below| {
            next = (next + 7) % below;
            next
        });
        assert_eq!(PromotionCode::parse(&code.reveal()), Ok(code.clone()));
        assert_eq!(PromotionCode::parse(&format!(" {} ", code.reveal().to_lowercase())), Ok(code.clone()));
        assert_eq!(PromotionCode::parse(code.plain()), Ok(code.clone()));
        assert!(!format!("{code:?}").contains(&code.plain()[..8]));
        for bad in
            ["ABCD", "ABCD-EFGH-JKLM-NPQ0", "ABCD-EFGH-JKLM-NPQR-S", "가나다라마바사아자차카타파하가나"]
        {
            assert_eq!(PromotionCode::parse(bad), Err(Rule::PromotionCode), "{bad}");
        }
        assert_eq!(PromotionCode::parse(" - "), Err(Rule::Required));
    }
}
