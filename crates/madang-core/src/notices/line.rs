//! What a notice says.

use madang_i18n::{Arg, Tr};
use serde_json::{Map, Value};

/// The most characters that one value brings into a line: a reason may be a page long.
const LONGEST: usize = 200;

/// What lines are filled in with. One that a notice was told without is left empty.
const NAMES: [&str; 9] =
    ["number", "title", "who", "reason", "organization", "project", "department", "role", "date"];

/// The line of a notice in the reader's language, filled in with `args`, a JSON object of texts.
pub(super) fn line(t: Tr, kind: &str, args: &str) -> String {
    let values: Map<String, Value> = serde_json::from_str(args).unwrap_or_default();
    let mut args: Vec<(&str, Arg<'_>)> = values
        .iter()
        .map(|(name, value)| (name.as_str(), short(value.as_str().unwrap_or_default()).into()))
        .collect();
    args.extend(NAMES.iter().filter(|name| !values.contains_key(**name)).map(|name| (*name, "".into())));
    t.a(&format!("notice-{kind}"), &args)
}

/// In one line, and not too long.
fn short(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match folded.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &folded[..end]),
        None => folded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_reasons_is_one_short_line() {
        assert_eq!(short("  용량이\n\n많습니다 "), "용량이 많습니다");
        assert_eq!(short(&"가".repeat(500)).chars().count(), LONGEST + 1);
    }
}
