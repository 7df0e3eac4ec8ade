//! Nothing in the repository may depend on one person's machine: no absolute path into it, no
//! address of the registry it happened to download from.

use super::{Finding, Tree};

/// Where people's files and working copies lie. Put together, so that this file passes.
const PLACES: [&str; 5] = [
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("/wo", "rk/"),
    concat!("/var/t", "mp/"),
];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, number, line) in tree.lines(|_| true) {
        if let Some(place) = PLACES.iter().find(|place| names_place(line, place)) {
            findings.push(Finding::new(file, number, format!("{place} is a place on one machine")));
        }
        if file.ends_with("package-lock.json") && line.trim_start().starts_with("\"resolved\": \"http") {
            findings.push(Finding::new(
                file,
                number,
                "the lock file must not say where packages come from; see the .npmrc beside it",
            ));
        }
    }
    findings
}

/// Whether `place` starts a path in `line`, rather than being the middle of a longer one.
fn names_place(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        line[..at].chars().next_back().is_none_or(|before| {
            !before.is_alphanumeric() && !matches!(before, '.' | '-' | '_' | '/' | '*' | '}' | ')' | '~')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absolute_path_is_found_and_a_longer_one_is_not() {
        assert!(names_place(&format!("cd {}me", PLACES[0]), PLACES[0]));
        assert!(names_place(&format!("\"{}x\"", PLACES[3]), PLACES[3]));
        assert!(!names_place(&format!("GET /api{}x", PLACES[3]), PLACES[3]));
        assert!(!names_place(&format!("$HOME{}x", PLACES[3]), PLACES[3]));
    }
}
