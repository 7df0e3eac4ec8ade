//! What no compiler looks after: that documents name paths which exist, that notes left in the code
//! say when they end, that nothing points into somebody's own machine, that texts are complete in
//! both languages.
//!
//! Each check is one file with one function from [`Tree`] to findings. Style that `rustfmt` or
//! `clippy` can judge does not belong here.

mod documents;
mod machine;
mod modules;
mod notes;
mod texts;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::process::Command;

/// Every text file of the repository that Git does not ignore, by its path from the root.
pub(crate) struct Tree {
    files: BTreeMap<String, String>,
    /// Paths of files that hold no text, such as pictures: they exist, but nothing reads them.
    binary: Vec<String>,
}

/// One thing to put right.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) file: String,
    /// Counted from 1.
    pub(crate) line: usize,
    pub(crate) message: String,
}

impl Finding {
    fn new(file: &str, line: usize, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, message: message.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// Looks at the whole repository under `root`.
///
/// # Errors
/// The text to show: all findings, one a line, or why the files could not be listed.
pub(crate) fn run(root: &Path) -> Result<String, String> {
    let tree = Tree::read(root)?;
    let mut findings = Vec::new();
    findings.extend(notes::check(&tree));
    findings.extend(machine::check(&tree));
    findings.extend(modules::check(&tree));
    let (paths, found) = documents::check(&tree);
    findings.extend(found);
    let (keys, found) = texts::check(&tree);
    findings.extend(found);
    if findings.is_empty() {
        Ok(format!("{} files, {paths} paths in documents, {keys} texts: tidy", tree.files.len()))
    } else {
        let mut report: String = findings.iter().map(|finding| format!("{finding}\n")).collect();
        report.push_str(&format!("{} to put right", findings.len()));
        Err(report)
    }
}

impl Tree {
    fn read(root: &Path) -> Result<Self, String> {
        let listed = Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(root)
            .output()
            .map_err(|error| format!("git cannot be started: {error}"))?;
        if !listed.status.success() {
            return Err(String::from_utf8_lossy(&listed.stderr).into_owned());
        }
        let mut tree = Self { files: BTreeMap::new(), binary: Vec::new() };
        for path in String::from_utf8_lossy(&listed.stdout).split_terminator('\0') {
            // Listed but gone: deleted and not yet committed.
            let Ok(content) = std::fs::read(root.join(path)) else { continue };
            match String::from_utf8(content) {
                Ok(text) => {
                    tree.files.insert(path.to_owned(), text);
                }
                Err(_) => tree.binary.push(path.to_owned()),
            }
        }
        Ok(tree)
    }

    /// All text files whose path `wanted` accepts, with their lines counted from 1.
    fn lines<'a>(
        &'a self,
        wanted: impl Fn(&str) -> bool + 'a,
    ) -> impl Iterator<Item = (&'a str, usize, &'a str)> {
        self.files.iter().filter(move |(path, _)| wanted(path)).flat_map(|(path, text)| {
            text.lines().enumerate().map(move |(index, line)| (path.as_str(), index + 1, line))
        })
    }

    fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().chain(&self.binary).map(String::as_str)
    }

    /// Whether a file or directory of exactly this path exists.
    fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        path.is_empty()
            || path == "."
            || self.paths().any(|known| {
                known.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
    }

    /// Whether some file's or directory's path ends in these whole segments.
    fn has_ending(&self, ending: &str) -> bool {
        let ending = ending.trim_end_matches('/');
        self.paths().any(|known| format!("/{known}/").contains(&format!("/{ending}/")))
    }

    #[cfg(test)]
    fn of(files: &[(&str, &str)]) -> Self {
        Self {
            files: files.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect(),
            binary: Vec::new(),
        }
    }
}

/// Written by a tool, not by hand.
fn is_generated(path: &str) -> bool {
    path.ends_with(".lock") || path.ends_with("package-lock.json") || path.ends_with(".snap")
}
