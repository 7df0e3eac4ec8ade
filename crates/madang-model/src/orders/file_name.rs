//! What an attached file is called.

use unicode_normalization::UnicodeNormalization as _;

use crate::{Rule, text};

/// A file's name as it is kept and offered for download: composed Unicode in one line of at most 255 bytes, never a
/// path, and nothing that no system would take for a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName(String);

/// The most bytes of a name: what common file systems take.
const LONGEST: usize = 255;

impl FileName {
    /// Parses a name as a browser or a program sent it. Of a path only its last part counts; letters that some
    /// systems take apart are put together again.
    pub fn parse(typed: &str) -> Result<Self, Rule> {
        let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
        if last.chars().any(|c| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{feff}')) {
            return Err(Rule::FileName);
        }
        let composed: String = last.nfc().collect();
        let name = match text::line(&composed, LONGEST) {
            Ok(line) => line.replace([':', '*', '?', '"', '<', '>', '|'], "_"),
            Err(Rule::Required) => return Err(Rule::Required),
            Err(_) => return Err(Rule::FileName),
        };
        if name.len() > LONGEST || name.starts_with('.') || name.ends_with('.') {
            return Err(Rule::FileName);
        }
        Ok(Self(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows the last dot, in small letters; empty where there is none.
    pub fn extension(&self) -> String {
        self.0.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parsed(typed: &str) -> Result<String, Rule> {
        FileName::parse(typed).map(|name| name.as_str().to_owned())
    }

    #[test]
    fn names_are_no_paths_and_hide_nothing() {
        assert_eq!(parsed("C:\\fakepath\\계획 서.pdf").unwrap(), "계획 서.pdf");
        assert_eq!(parsed("../../etc/passwd.txt").unwrap(), "passwd.txt");
        // 한글.txt as macOS sends it.
        assert_eq!(
            parsed("\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}.txt").unwrap(),
            "\u{d55c}\u{ae00}.txt"
        );
        assert_eq!(parsed("왜?.txt").unwrap(), "왜_.txt");
        assert_eq!(parsed(" "), Err(Rule::Required));
        assert_eq!(parsed("a/"), Err(Rule::Required));
        for bad in ["..", ".htaccess", "a.", "a\u{202e}fdp.exe", "a\0.txt", "a\r\nb.txt", "\u{200b}.txt"] {
            assert_eq!(parsed(bad), Err(Rule::FileName), "{bad:?}");
        }
        assert_eq!(parsed(&"가".repeat(86)), Err(Rule::FileName));
        assert_eq!(FileName::parse("A.B.PDF").unwrap().extension(), "pdf");
        assert_eq!(FileName::parse("README").unwrap().extension(), "");
    }

    proptest! {
        #[test]
        fn what_is_taken_is_taken_again(typed in any::<String>()) {
            if let Ok(name) = parsed(&typed) {
                prop_assert!(name.len() <= LONGEST && !name.contains(['/', '\\']));
                prop_assert!(!name.chars().any(char::is_control));
                prop_assert_eq!(parsed(&name), Ok(name));
            }
        }
    }
}
