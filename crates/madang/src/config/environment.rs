//! `MADANG_SECTION__KEY` variables: two underscores where the file has a dot.

use madang_i18n::Tr;
use serde_json::Value;

use super::file::unknown;
use super::keys::{Key, Keys, Kind};
use super::{Place, Problem, Set, merge, with};

/// Variables that begin alike and are no settings: the settings file itself, and what the tests are given.
const OTHERS: [&str; 3] = ["MADANG_CONFIG", "MADANG_BIN", "MADANG_TEST_"];

/// Every variable of the process that can be a setting. Here alone the environment is read.
pub(crate) fn variables() -> Vec<(String, String)> {
    let text = |part: std::ffi::OsString| part.into_string().ok();
    std::env::vars_os().filter_map(|(name, value)| Some((text(name)?, text(value)?))).collect()
}

/// The settings among the variables.
pub(super) fn read(
    keys: &Keys,
    variables: &[(String, String)],
    tr: Tr,
    problems: &mut Vec<Problem>,
) -> Vec<Set> {
    let mut set = Vec::new();
    for (name, text) in variables {
        let Some(rest) = name.strip_prefix("MADANG_") else { continue };
        if OTHERS.iter().any(|other| name == other || (other.ends_with('_') && name.starts_with(other))) {
            continue;
        }
        let place = Place::Variable(name.clone());
        let path = rest.to_ascii_lowercase().replace("__", ".");
        let Some(key) = keys.get(&path) else {
            let text = match single_underscores(keys, rest) {
                Some(known) => tr.a(
                    "config-underscores",
                    &[("key", path.as_str().into()), ("nearest", variable(known).into())],
                ),
                None => unknown(keys, &path, tr),
            };
            problems.push(Problem { place: Some(place), text });
            continue;
        };
        // What is left empty where it may be left out is not set, as compose files write it.
        if text.is_empty() && key.default.is_null() {
            continue;
        }
        match value_of(key, text, tr).and_then(|value| merge::fits(key, &value, tr).map(|()| value)) {
            Ok(value) => set.push(Set { key: path, value, place }),
            Err(text) => problems.push(Problem { place: Some(place), text }),
        }
    }
    set
}

/// The variable that sets this key.
pub(super) fn variable(path: &str) -> String {
    format!("MADANG_{}", path.replace('.', "__").to_ascii_uppercase())
}

/// The key that is meant where single underscores stand between sections.
fn single_underscores<'a>(keys: &'a Keys, rest: &str) -> Option<&'a str> {
    let flat = |path: &str| path.replace(['.', '_'], "").to_ascii_lowercase();
    keys.keys.iter().map(|key| key.path.as_str()).find(|path| flat(path) == flat(rest))
}

fn value_of(key: &Key, text: &str, tr: Tr) -> Result<Value, String> {
    Ok(match key.kind {
        Kind::Number(..) => text.trim().parse::<i64>().map_or_else(|_| Value::from(text), Value::from),
        Kind::Flag => text.trim().parse::<bool>().map_or_else(|_| Value::from(text), Value::from),
        Kind::List => text.split(',').map(str::trim).filter(|item| !item.is_empty()).collect(),
        Kind::Table => {
            let whole = format!("table = {text}");
            let parsed: Option<Value> = toml::from_str::<Value>(&whole).ok();
            parsed
                .and_then(|mut value| value.get_mut("table").map(Value::take))
                .ok_or_else(|| with(tr, "config-no-table", "key", key.path.as_str()))?
        }
        Kind::Text | Kind::Choice(_) => Value::from(text),
    })
}
