//! The settings in force, as `madang config` prints them: TOML that can be used again, secrets hidden, each
//! with where it came from.

use std::fmt::Write as _;

use anyhow::Result;
use clap::Args;
use madang_i18n::Tr;
use serde_json::Value;

use super::keys::Keys;
use super::reference::reference;
use super::{Config, with};
use crate::invocation::Invocation;
use crate::terminal;

/// Prints the settings in force.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Print every key that there is and what it means, as Markdown
    #[arg(long)]
    reference: bool,
}

impl Show {
    pub(crate) fn run(&self, invocation: &Invocation) -> Result<()> {
        let text = if self.reference { reference() } else { effective(&invocation.config()?, invocation.tr) };
        terminal::say(text.trim_end());
        Ok(())
    }
}

/// The settings in force as TOML.
pub(super) fn effective(config: &Config, tr: Tr) -> String {
    let keys = Keys::known();
    let values = serde_json::to_value(&config.settings).unwrap_or_default();
    let mut lines = String::new();
    let file = match &config.file {
        Some(path) => with(tr, "config-file", "file", path.display().to_string()),
        None => tr.s("config-without-file"),
    };
    let _ = writeln!(lines, "# {file}");
    for section in &keys.sections {
        let own: Vec<_> = keys.within(&section.path).collect();
        if !own.is_empty() {
            let _ = writeln!(lines, "\n[{}]", section.path);
        }
        for key in own {
            let value = key.path.split('.').fold(&values, |value, part| &value[part]);
            let from = match config.set.iter().find(|set| set.key == key.path) {
                Some(set) => set.place.to_string(),
                None => tr.s("config-default"),
            };
            let _ = match toml(value) {
                Some(text) => writeln!(lines, "{} = {text}  # {from}", key.name()),
                None => writeln!(lines, "# {} =  # {}", key.name(), tr.s("config-not-set")),
            };
        }
    }
    lines
}

/// A value as TOML writes it; none where it is not set.
pub(super) fn toml(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Object(table) => {
            let items: Vec<String> = table
                .iter()
                .filter_map(|(name, value)| {
                    Some(format!("{} = {}", toml(&Value::from(name.as_str()))?, toml(value)?))
                })
                .collect();
            Some(if items.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", items.join(", ")) })
        }
        Value::Array(items) => {
            Some(format!("[{}]", items.iter().filter_map(toml).collect::<Vec<_>>().join(", ")))
        }
        // JSON's escapes are TOML's.
        Value::String(_) | Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
    }
}
