//! Names that say nothing, and tests that do not run.

use super::{Finding, Tree};

const EMPTY_NAMES: [&str; 9] =
    ["util", "utils", "helper", "helpers", "common", "misc", "manager", "service", "shared"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for path in tree.paths().filter(|path| path.ends_with(".rs")) {
        for segment in path.trim_end_matches(".rs").split('/') {
            if EMPTY_NAMES.contains(&segment) {
                findings.push(Finding::new(path, 1, format!("`{segment}` names nothing: say what is in it")));
            }
        }
    }
    let ignored = concat!("#[ig", "nore");
    for (file, number, line) in tree.lines(|path| path.ends_with(".rs")) {
        if line.trim_start().starts_with(ignored) {
            findings.push(Finding::new(file, number, "a test either runs or is deleted"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_name_is_found_as_file_or_directory() {
        let tree = Tree::of(&[("crates/a/src/utils.rs", ""), ("crates/a/src/common/b.rs", "")]);
        assert_eq!(check(&tree).len(), 2);
        assert_eq!(check(&Tree::of(&[("crates/a/src/members/sign_up.rs", "")])), []);
    }
}
