//! What is said at a terminal, and in which language.

use std::io::{self, Read as _, Write as _};

use anyhow::Result;
use madang_i18n::{Lang, Tr};
use madang_model::Secret;

/// Texts in the language of the terminal: Korean where the locale says so, else English.
pub(crate) fn texts(variables: &[(String, String)]) -> Tr {
    let of = |name: &str| variables.iter().find(|(n, v)| n == name && !v.is_empty()).map(|(_, v)| v.as_str());
    let locale = of("LC_ALL").or_else(|| of("LC_MESSAGES")).or_else(|| of("LANG")).unwrap_or_default();
    Tr::new(Lang::from_tag(locale.split('.').next().unwrap_or_default()).unwrap_or(Lang::En))
}

/// Writes a line to standard output. A reader that has gone away is no error of ours.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// Writes a line to standard error.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// The first line of standard input, at most 4 KiB of it.
pub(crate) fn read_password() -> Result<Secret> {
    let mut text = String::new();
    io::stdin().take(4096).read_to_string(&mut text)?;
    let line = text.lines().next().unwrap_or_default().to_owned();
    Ok(Secret::new(line))
}
