//! What a document names must exist: paths in `code` and in links, and `make` targets.
//!
//! Fenced blocks are left alone: they show output and layouts that need not be here. So is the change
//! log, which tells of things since removed, and a decision record that another has superseded.

use super::{Finding, Tree};

/// What makes a word without a slash the name of one of our files rather than of a site's.
const OUR_ENDINGS: [&str; 5] = [".rs", ".ftl", ".html", ".mjs", ".sql"];

/// Returns how many names were looked up, and those that lead nowhere.
pub(super) fn check(tree: &Tree) -> (usize, Vec<Finding>) {
    let targets = make_targets(tree);
    let mut looked_up = 0;
    let mut findings = Vec::new();
    for (file, text) in &tree.files {
        let skipped = !file.ends_with(".md") || file.ends_with("CHANGELOG.md") || is_superseded(text);
        if skipped {
            continue;
        }
        let mut fenced = false;
        for (index, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("```") {
                fenced = !fenced;
            }
            if fenced {
                continue;
            }
            for code in line.split('`').skip(1).step_by(2) {
                if let Some(target) = code.strip_prefix("make ") {
                    let target = target.split(' ').next().unwrap_or_default();
                    looked_up += 1;
                    if !targets.iter().any(|known| known == target) {
                        findings.push(Finding::new(file, index + 1, format!("there is no `make {target}`")));
                    }
                } else if let Some(path) = as_path(tree, code) {
                    looked_up += 1;
                    if !tree.has(path) && !tree.has_ending(path) {
                        findings.push(Finding::new(file, index + 1, format!("`{path}` does not exist")));
                    }
                }
            }
            for link in links(line) {
                looked_up += 1;
                if !tree.has(&resolve(file, link)) {
                    findings.push(Finding::new(file, index + 1, format!("the link to {link} leads nowhere")));
                }
            }
        }
    }
    (looked_up, findings)
}

fn make_targets(tree: &Tree) -> Vec<String> {
    tree.lines(|path| path == "Makefile")
        .filter_map(|(_, _, line)| line.split_once(':'))
        .filter(|(name, _)| name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn is_superseded(text: &str) -> bool {
    text.lines().take(12).any(|line| line.to_lowercase().contains("superseded by"))
}

/// The part of a `code` span that claims to be a path of this repository, if it does.
fn as_path<'a>(tree: &Tree, code: &'a str) -> Option<&'a str> {
    // `scripts/e2e smoke` names scripts/e2e; `src/lib.rs:12` and `src/lib.rs#L12` name src/lib.rs.
    let path = code.split([' ', ':', '#']).next()?.trim_start_matches("./");
    if path.is_empty() || path.contains(|c: char| "<>*{}$…()\"'|=~@[]".contains(c)) || path.starts_with('/')
    {
        return None;
    }
    // Rust paths (`members::sign_up`) were cut to their first word above and have no ending of ours.
    let ours = OUR_ENDINGS.iter().any(|ending| path.ends_with(ending));
    match path.split_once('/') {
        None => ours.then_some(path),
        Some((first, rest)) => {
            let starts_here = tree.paths().any(|known| known.split('/').next() == Some(first));
            let is_built = path.split('/').any(|segment| {
                matches!(segment, "target" | "node_modules" | "dist" | "results" | "screenshots")
            });
            ((starts_here && !rest.is_empty() || ours) && !is_built).then_some(path)
        }
    }
}

/// The targets of `[text](target)` on this line that lead into the repository.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("](")
        .filter_map(|(at, opening)| line[at + opening.len()..].split(')').next())
        .map(|target| target.split([' ', '#']).next().unwrap_or_default())
        .filter(|target| !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:"))
}

/// `link` as seen from `document`, as a path from the root.
fn resolve(document: &str, link: &str) -> String {
    let mut segments: Vec<&str> = document.split('/').collect();
    segments.pop();
    for segment in link.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            name => segments.push(name),
        }
    }
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> Vec<String> {
        let tree = Tree::of(&[
            ("docs/dev/page.md", text),
            ("crates/a/src/members/sign_up.rs", ""),
            ("Makefile", "test: ## all\n\t@x\n"),
        ]);
        check(&tree).1.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn names_that_exist_pass() {
        let text = "See `crates/a/src/members/sign_up.rs`, `members/sign_up.rs`, `sign_up.rs:12`, \
                    `crates/a`, `make test`, [x](../../crates/a/src/members/sign_up.rs#L1), \
                    `members::sign_up`, `docs/{ko,en}`, `GET /api/v1/me`, `text/html`.";
        assert_eq!(findings(text), Vec::<String>::new());
    }

    #[test]
    fn names_that_do_not_exist_are_found() {
        let text = "`crates/b/src/lib.rs` `members/gone.rs` `gone.rs` `make gone` [x](gone.md)";
        assert_eq!(findings(text).len(), 5);
    }

    #[test]
    fn fenced_blocks_and_superseded_records_are_left_alone() {
        assert_eq!(findings("```\n`gone.rs`\n```"), Vec::<String>::new());
        assert_eq!(findings("Status: superseded by 0009\n`gone.rs`"), Vec::<String>::new());
    }
}
