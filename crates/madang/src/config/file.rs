//! `madang.toml`

use std::path::Path;

use madang_i18n::Tr;
use serde_json::Value;
use toml::de::{DeTable, DeValue};

use super::keys::Keys;
use super::{Place, Problem, Set, merge, with};

/// Reads the file's keys, with the line each stands on.
pub(super) fn read(keys: &Keys, path: &Path, tr: Tr, set: &mut Vec<Set>, problems: &mut Vec<Problem>) {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            let text = tr.a(
                "config-no-file",
                &[("file", path.display().to_string().into()), ("error", error.to_string().into())],
            );
            problems.push(Problem { place: None, text });
            return;
        }
    };
    let place =
        |at: usize| Place::File(path.to_owned(), text[..at.min(text.len())].matches('\n').count() + 1);
    match DeTable::parse(&text) {
        Ok(table) => {
            let mut reading = Reading { keys, tr, place: &place, set, problems };
            reading.table(table.get_ref(), "");
        }
        Err(error) => {
            // Only what is wrong, never the line itself: there may be a password on it.
            let at = error.span().map_or(0, |span| span.start);
            problems.push(Problem {
                place: Some(place(at)),
                text: with(tr, "config-no-toml", "error", error.message()),
            });
        }
    }
}

struct Reading<'a> {
    keys: &'a Keys,
    tr: Tr,
    place: &'a dyn Fn(usize) -> Place,
    set: &'a mut Vec<Set>,
    problems: &'a mut Vec<Problem>,
}

impl Reading<'_> {
    fn table(&mut self, table: &DeTable<'_>, section: &str) {
        for (name, value) in table {
            let path = if section.is_empty() {
                name.get_ref().to_string()
            } else {
                format!("{section}.{}", name.get_ref())
            };
            let place = (self.place)(name.span().start);
            match (self.keys.get(&path), value.get_ref()) {
                (Some(key), found) => {
                    let value = value_of(found);
                    match merge::fits(key, &value, self.tr) {
                        Ok(()) => self.set.push(Set { key: path, value, place }),
                        Err(text) => self.problems.push(Problem { place: Some(place), text }),
                    }
                }
                (None, DeValue::Table(inner)) if self.keys.is_section(&path) => self.table(inner, &path),
                (None, _) if self.keys.is_section(&path) => {
                    let text = with(self.tr, "config-is-section", "key", path.as_str());
                    self.problems.push(Problem { place: Some(place), text });
                }
                (None, _) => {
                    let text = unknown(self.keys, &path, self.tr);
                    self.problems.push(Problem { place: Some(place), text });
                }
            }
        }
    }
}

/// What is said of a key that there is none of.
pub(super) fn unknown(keys: &Keys, path: &str, tr: Tr) -> String {
    match keys.nearest(path) {
        Some(nearest) => tr.a("config-unknown-nearest", &[("key", path.into()), ("nearest", nearest.into())]),
        None => with(tr, "config-unknown", "key", path),
    }
}

fn value_of(found: &DeValue<'_>) -> Value {
    match found {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or(Value::String(number.to_string()), Value::from),
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Float(number) => number.as_str().parse::<f64>().map_or(Value::Null, Value::from),
        DeValue::Datetime(_) => Value::Null,
        DeValue::Array(items) => Value::Array(items.iter().map(|item| value_of(item.get_ref())).collect()),
        DeValue::Table(table) => Value::Object(
            table
                .iter()
                .map(|(name, value)| (name.get_ref().to_string(), value_of(value.get_ref())))
                .collect(),
        ),
    }
}
