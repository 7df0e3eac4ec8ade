//! A note for later must say when "later" is.

use super::{Finding, Tree, is_generated};

// Put together, so that this file does not find itself.
const LATER: &str = concat!("TO", "DO");
const REFUSED: [&str; 3] = [concat!("FIX", "ME"), concat!("X", "XX"), concat!("HA", "CK")];
const CONDITIONS: [&str; 4] = ["when ", "until ", "after ", "once "];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.lines(|path| !is_generated(path))
        .filter_map(|(file, number, line)| {
            let message = complaint(line)?;
            Some(Finding::new(file, number, message))
        })
        .collect()
}

fn complaint(line: &str) -> Option<String> {
    for word in REFUSED {
        if words(line).any(|(_, found)| found == word) {
            return Some(format!("say what is wrong in a sentence, or mend it, instead of {word}"));
        }
    }
    for (at, found) in words(line) {
        let rest = &line[at + found.len()..];
        // `docs` and this tool speak of the word itself; a note has something after it.
        let is_note = rest.starts_with(':') || rest.starts_with('(') || rest.starts_with(' ');
        if found == LATER && is_note {
            let has_condition = rest
                .strip_prefix('(')
                .is_some_and(|rest| CONDITIONS.iter().any(|word| rest.starts_with(word)));
            if !has_condition {
                return Some(format!(
                    "{LATER} needs the condition that removes it: {LATER}(when …): or (until …), (after …), (once …)"
                ));
            }
        }
    }
    None
}

/// The words of a line in capitals, with where each starts.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + line[rest..].find(|c: char| c.is_alphanumeric() || c == '_')?;
        let length =
            line[start..].find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(line.len() - start);
        rest = start + length;
        Some((start, &line[start..rest]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_without_a_condition_is_found() {
        let line = format!("// {LATER}: make this faster");
        assert!(complaint(&line).is_some());
        assert!(complaint(&format!("// {LATER}(someone): faster")).is_some());
        assert!(complaint(&format!("// {}: wrong", REFUSED[0])).is_some());
    }

    #[test]
    fn a_note_with_its_condition_passes() {
        assert_eq!(complaint(&format!("// {LATER}(when sqlx can stream): drop this copy")), None);
        assert_eq!(complaint("let TODOS = 한국어_XXX_9;"), None);
    }
}
