//! Several sources become one.

use serde_json::{Map, Value};

use super::Set;
use super::keys::{Key, Kind};
use madang_i18n::Tr;

/// For each key what was set last.
pub(super) fn latest(set: Vec<Set>) -> Vec<Set> {
    let mut kept: Vec<Set> = Vec::with_capacity(set.len());
    for one in set {
        kept.retain(|before| before.key != one.key);
        kept.push(one);
    }
    kept
}

/// The settings as nested tables.
pub(super) fn tree(set: &[Set]) -> Value {
    let mut root = Value::Object(Map::new());
    for one in set {
        let mut at = &mut root;
        for part in one.key.split('.') {
            at = &mut at[part];
        }
        *at = one.value.clone();
    }
    root
}

/// Whether `value` is what `key` holds; else what is expected and what was found. What was found is named only
/// where it can't be a secret.
pub(super) fn fits(key: &Key, value: &Value, tr: Tr) -> Result<(), String> {
    let fits = match &key.kind {
        Kind::Text => value.is_string(),
        Kind::Flag => value.is_boolean(),
        Kind::Number(least, most) => value.as_i64().is_some_and(|n| (*least..=*most).contains(&n)),
        Kind::Choice(words) => value.as_str().is_some_and(|word| words.iter().any(|known| known == word)),
        Kind::List => value.as_array().is_some_and(|items| items.iter().all(Value::is_string)),
        Kind::Table => value.as_object().is_some_and(|table| table.values().all(Value::is_string)),
    };
    if fits {
        return Ok(());
    }
    let expected = match &key.kind {
        Kind::Text => tr.s("config-expected-text"),
        Kind::Number(least, most) => {
            tr.a("config-expected-number", &[("least", (*least).into()), ("most", (*most).into())])
        }
        Kind::Flag => tr.s("config-expected-flag"),
        Kind::Choice(words) => super::with(tr, "config-expected-choice", "words", words.join(", ")),
        Kind::List => tr.s("config-expected-list"),
        Kind::Table => tr.s("config-expected-table"),
    };
    let harmless = matches!(key.kind, Kind::Number(..) | Kind::Flag | Kind::Choice(_));
    let found = match value {
        Value::String(text) if harmless => format!("{text:?}"),
        Value::Number(number) if harmless => number.to_string(),
        Value::Bool(flag) if harmless => flag.to_string(),
        Value::String(_) => tr.s("config-found-text"),
        Value::Number(_) => tr.s("config-found-number"),
        Value::Bool(_) => tr.s("config-found-flag"),
        Value::Array(_) => tr.s("config-found-list"),
        Value::Object(_) => tr.s("config-found-table"),
        Value::Null => tr.s("config-found-other"),
    };
    Err(tr.a(
        "config-wrong-type",
        &[("key", (&key.path).into()), ("expected", expected.into()), ("found", found.into())],
    ))
}
