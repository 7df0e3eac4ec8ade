//! Texts that people write for people: a title, a reason, an announcement. Neither controls nor marks that
//! turn the reading direction get in.

use crate::Rule;

/// One line of at most `max` characters, blanks folded; without anything to be seen it is [`Rule::Required`].
pub fn line(text: &str, max: usize) -> Result<String, Rule> {
    if text.chars().any(|c| is_unwanted(c) || matches!(c, '\n' | '\r')) {
        return Err(Rule::Characters);
    }
    bounded(text.split_whitespace().collect::<Vec<_>>().join(" "), max)
}

/// A name that people give to a thing of theirs: one line of `min` to `max` characters, without angle brackets.
pub fn title(text: &str, min: usize, max: usize) -> Result<String, Rule> {
    if text.contains(['<', '>']) {
        return Err(Rule::Characters);
    }
    let text = line(text, max)?;
    if text.chars().count() < min { Err(Rule::TooShort { min }) } else { Ok(text) }
}

/// The form under which names are compared and searched: case folded, blanks removed.
pub fn key_of(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Paragraphs of together at most `max` characters; line ends are unified, without anything to be seen it is [`Rule::Required`].
pub fn paragraphs(text: &str, max: usize) -> Result<String, Rule> {
    if text.chars().any(is_unwanted) {
        return Err(Rule::Characters);
    }
    bounded(text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned(), max)
}

fn bounded(text: String, max: usize) -> Result<String, Rule> {
    if text.chars().all(is_blank) {
        Err(Rule::Required)
    } else if text.chars().count() > max {
        Err(Rule::TooLong { max })
    } else {
        Ok(text)
    }
}

/// Whether nothing is seen of it by itself: blanks, fillers, joiners and marks without a width.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}')
        || matches!(c, '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{2800}')
        || matches!(c, '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_unwanted(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_lines_and_paragraphs_are() {
        assert_eq!(line("  점검\t안내 ", 10).unwrap(), "점검 안내");
        assert_eq!(line("a\nb", 10), Err(Rule::Characters));
        assert_eq!(line(" \t ", 10), Err(Rule::Required));
        assert_eq!(line("\u{3164}\u{200b}", 10), Err(Rule::Required), "nobody could read it");
        assert_eq!(title("\u{3164}\u{3164}\u{3164}", 2, 10), Err(Rule::Required));
        assert_eq!(line("가나다", 2), Err(Rule::TooLong { max: 2 }));
        assert_eq!(paragraphs("a\r\n\r\nb\n", 10).unwrap(), "a\n\nb");
        assert_eq!(paragraphs("\u{2800}\n\u{feff}", 10), Err(Rule::Required));
        assert_eq!(paragraphs("a\0b", 10), Err(Rule::Characters));
        assert_eq!(paragraphs("a\u{202e}b", 10), Err(Rule::Characters));
    }

    proptest! {
        #[test]
        fn parsing_is_idempotent(text in any::<String>()) {
            if let Ok(parsed) = line(&text, 50) {
                prop_assert_eq!(line(&parsed, 50), Ok(parsed));
            }
            if let Ok(parsed) = paragraphs(&text, 50) {
                prop_assert_eq!(paragraphs(&parsed, 50), Ok(parsed));
            }
        }
    }
}
