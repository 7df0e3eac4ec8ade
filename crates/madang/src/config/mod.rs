//! The settings in force: defaults, then `madang.toml`, then `MADANG_*` variables, then flags.
//!
//! Which keys there are, what they hold and what they mean is read off `madang_core::Settings` itself
//! (`keys.rs`), so a key is written down once. Everything that is wrong is told at once, each with where it
//! stands. Nothing else in the program reads the environment. Start with [`load`].

mod checks;
mod environment;
mod file;
mod keys;
mod merge;
mod reference;
mod show;

use std::fmt;
use std::path::PathBuf;

use madang_core::Settings;
use madang_i18n::{Arg, Tr};
use serde_json::Value;

pub(crate) use checks::is_loopback;
pub(crate) use environment::variables;
pub(crate) use show::Show;

use keys::Keys;

/// Where a value came from, as a person finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// A line of the settings file.
    File(PathBuf, usize),
    /// A variable.
    Variable(String),
    /// A flag.
    Flag(&'static str),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path, line) => write!(f, "{}:{line}", path.display()),
            Self::Variable(name) => f.write_str(name),
            Self::Flag(name) => f.write_str(name),
        }
    }
}

/// Something that is wrong with the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Where it stands; none where nobody wrote it and the default is wrong here.
    pub(crate) place: Option<Place>,
    /// What is wrong and what would be right.
    pub(crate) text: String,
}

/// Everything that is wrong with the settings, in the reader's language.
#[derive(Debug)]
pub(crate) struct Unusable {
    pub(crate) problems: Vec<Problem>,
    headline: String,
}

impl Unusable {
    fn new(tr: Tr, problems: Vec<Problem>) -> Self {
        let headline = tr.a("config-unusable", &[("count", problems.len().into())]);
        Self { problems, headline }
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline)?;
        for problem in &self.problems {
            match &problem.place {
                Some(place) => write!(f, "\n  {place}: {}", problem.text)?,
                None => write!(f, "\n  {}", problem.text)?,
            }
        }
        Ok(())
    }
}

impl std::error::Error for Unusable {}

/// Where settings are looked for.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    /// The file named by `--config`; it has to be there.
    pub(crate) file: Option<PathBuf>,
    /// What the flags set, by key.
    pub(crate) flags: Vec<(&'static str, &'static str, String)>,
    /// The environment.
    pub(crate) variables: Vec<(String, String)>,
    /// The folder that `madang.toml` is looked for in when no file is named.
    pub(crate) folder: PathBuf,
}

/// A value that somebody set.
#[derive(Debug, Clone)]
pub(crate) struct Set {
    pub(crate) key: String,
    pub(crate) value: Value,
    pub(crate) place: Place,
}

/// The settings in force and where they came from.
#[derive(Debug)]
pub(crate) struct Config {
    /// The settings in force.
    pub(crate) settings: Settings,
    /// The file that was read, if there was one.
    pub(crate) file: Option<PathBuf>,
    /// What was set, the one in force for each key.
    pub(crate) set: Vec<Set>,
}

/// Reads every source and puts them together, a later one over an earlier one.
///
/// # Errors
/// Everything that is wrong with them, at once.
pub(crate) fn load(sources: Sources, tr: Tr) -> Result<Config, Unusable> {
    let keys = Keys::known();
    let mut problems = Vec::new();
    let variables = environment::read(&keys, &sources.variables, tr, &mut problems);
    let mut flags = Vec::new();
    for (flag, key, text) in sources.flags {
        flags.push(Set { key: key.to_owned(), value: Value::String(text), place: Place::Flag(flag) });
    }
    let file = find_file(sources.file, &sources.folder, &variables, &flags);
    let mut set = Vec::new();
    if let Some(path) = &file {
        file::read(&keys, path, tr, &mut set, &mut problems);
    }
    set.extend(variables);
    set.extend(flags);
    let set = merge::latest(set);
    if !problems.is_empty() {
        return Err(Unusable::new(tr, problems));
    }
    let settings: Settings = serde_json::from_value(merge::tree(&set)).map_err(|error| {
        let text = tr.a("config-unreadable", &[("error", error.to_string().into())]);
        Unusable::new(tr, vec![Problem { place: None, text }])
    })?;
    let problems = checks::check(&settings, tr).into_iter().map(|(key, text)| Problem {
        place: set.iter().find(|set| set.key == key).map(|set| set.place.clone()),
        text: format!("{key}: {text}"),
    });
    let problems: Vec<Problem> = problems.collect();
    if problems.is_empty() { Ok(Config { settings, file, set }) } else { Err(Unusable::new(tr, problems)) }
}

/// The named file; else `madang.toml` here; else the one in the data folder.
fn find_file(
    named: Option<PathBuf>,
    folder: &std::path::Path,
    variables: &[Set],
    flags: &[Set],
) -> Option<PathBuf> {
    if named.is_some() {
        return named;
    }
    let here = folder.join("madang.toml");
    if here.is_file() {
        return Some(here);
    }
    let data = variables
        .iter()
        .chain(flags)
        .rfind(|set| set.key == "server.data_dir")
        .and_then(|set| set.value.as_str().map(PathBuf::from))
        .unwrap_or_else(|| Settings::default().server.data_dir);
    Some(folder.join(data).join("madang.toml")).filter(|path| path.is_file())
}

/// A text filled in with one argument.
fn with<'a>(tr: Tr, key: &str, name: &'a str, value: impl Into<Arg<'a>>) -> String {
    tr.a(key, &[(name, value.into())])
}

#[cfg(test)]
mod tests;
