//! Log lines: to standard error, for people or as JSON. Whoever writes one keeps personal data out of it; here
//! is only how lines are written, and that a panic is one of them.

use std::io::{self, IsTerminal as _};
use std::panic;

use anyhow::Result;
use madang_core::settings::{LogFormat, Logs};
use tracing_subscriber::EnvFilter;

/// The longest text of a panic that is logged, in characters.
const LONGEST: usize = 500;

/// Starts logging as the settings say.
pub(crate) fn start(settings: &Logs) -> Result<()> {
    let lines = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_new(&settings.filter)?)
        .with_writer(io::stderr);
    match settings.format {
        LogFormat::Text => lines.with_ansi(io::stderr().is_terminal()).init(),
        LogFormat::Json => lines.json().flatten_event(true).init(),
    }
    panic::set_hook(Box::new(|panicked| {
        let place = panicked.location().map(ToString::to_string).unwrap_or_default();
        let text = panicked.payload_as_str().unwrap_or_default();
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
        // The request is in the span that this is in.
        tracing::error!(place, text, "panicked");
    }));
    Ok(())
}
