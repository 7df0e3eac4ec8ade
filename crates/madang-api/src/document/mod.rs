//! The description of the API, OpenAPI 3.1: what the code says of itself, completed by what holds for all of
//! it, in the reader's words.

mod complete;
mod fields;
mod problems;

use std::sync::LazyLock;

use madang_i18n::{Lang, Tr};
use serde_json::Value;

/// A description, as a value and as it is sent.
struct Described {
    value: Value,
    text: String,
}

static DESCRIBED: LazyLock<[Described; 2]> = LazyLock::new(|| Lang::ALL.map(describe));

/// The description in `lang`.
pub fn openapi(lang: Lang) -> &'static Value {
    &described(lang).value
}

/// The description in `lang`, as it is sent.
pub(crate) fn text(lang: Lang) -> &'static str {
    &described(lang).text
}

fn described(lang: Lang) -> &'static Described {
    match lang {
        Lang::Ko => &DESCRIBED[0],
        Lang::En => &DESCRIBED[1],
    }
}

fn describe(lang: Lang) -> Described {
    let (_, code) = crate::described().split_for_parts();
    let mut value = serde_json::to_value(code).expect("a description is JSON");
    complete::complete(&mut value, Tr::new(lang));
    let text = value.to_string();
    Described { value, text }
}

/// An operation in a description.
pub(crate) struct Operation<'a> {
    /// Its path, with `{parameters}`.
    pub(crate) path: &'a str,
    /// Its method, in small letters.
    pub(crate) method: &'a str,
    value: &'a Value,
}

impl Operation<'_> {
    /// A text member of the operation; empty where there is none.
    pub(crate) fn text(&self, name: &str) -> String {
        self.value[name].as_str().unwrap_or_default().to_owned()
    }
}

/// Every operation of a description, by path.
pub(crate) fn operations(openapi: &Value) -> impl Iterator<Item = Operation<'_>> {
    let paths = openapi["paths"].as_object().into_iter().flatten();
    paths.flat_map(|(path, item)| {
        let methods = item.as_object().into_iter().flatten();
        methods.map(move |(method, value)| Operation { path, method, value })
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every text in a description, with where it stands.
    fn texts<'a>(value: &'a Value, at: &str, found: &mut Vec<(String, &'a str)>) {
        match value {
            Value::String(text) => found.push((at.to_owned(), text)),
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(n, item)| texts(item, &format!("{at}/{n}"), found))
            }
            Value::Object(fields) => {
                fields.iter().for_each(|(name, field)| texts(field, &format!("{at}/{name}"), found))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    #[test]
    fn every_operation_parameter_and_field_is_worded_in_both_languages() {
        for lang in Lang::ALL {
            let mut found = Vec::new();
            texts(openapi(lang), "", &mut found);
            let missing: Vec<_> = found.iter().filter(|(_, text)| text.starts_with("api-")).collect();
            assert!(missing.is_empty(), "{missing:#?}");
        }
    }

    #[test]
    fn fields_and_parameters_are_the_ones_that_are_listed() {
        let document = openapi(Lang::En);
        let schemas = document["components"]["schemas"].as_object().unwrap().values();
        let properties = schemas
            .filter_map(|schema| schema["properties"].as_object())
            .flat_map(|properties| properties.keys().cloned());
        let parameters = operations(document).flat_map(|operation| {
            let parameters = operation.value["parameters"].as_array().cloned().unwrap_or_default();
            parameters
                .into_iter()
                .map(|parameter| parameter["name"].as_str().unwrap_or_default().to_ascii_lowercase())
        });
        let used: BTreeSet<String> = properties.chain(parameters).collect();
        let listed: BTreeSet<String> = fields::FIELDS.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(used.difference(&listed).collect::<Vec<_>>(), Vec::<&String>::new(), "not listed");
        assert_eq!(listed.difference(&used).collect::<Vec<_>>(), Vec::<&String>::new(), "not used");
        assert!(fields::FIELDS.is_sorted_by_key(|(name, _)| name));
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document = openapi(Lang::Ko);
        let mut found = Vec::new();
        texts(document, "", &mut found);
        let references: BTreeSet<&str> =
            found.iter().filter(|(at, _)| at.ends_with("/$ref")).map(|(_, to)| *to).collect();
        assert!(references.len() > 50);
        for reference in references {
            assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
        }
    }

    #[test]
    fn every_operation_says_all_that_a_reader_needs() {
        let mut ids = BTreeSet::new();
        for operation in operations(openapi(Lang::En)) {
            let what = format!("{} {}", operation.method, operation.path);
            assert!(ids.insert(operation.text("operationId")), "{what} has another one's id");
            assert!(
                ["public", "member", "staff", "operator"].contains(&operation.text("x-access").as_str()),
                "{what} has no x-access"
            );
            assert!(!operation.text("summary").is_empty(), "{what}");
            assert_eq!(operation.value["tags"].as_array().map(Vec::len), Some(1), "{what}");
            let guarded = operation.text("x-access") != "public";
            assert_eq!(guarded, operation.value["security"][0].get("bearer").is_some(), "{what}");
            assert_eq!(guarded, operation.value["responses"].get("403").is_some(), "{what}");
            let good = operation.value["responses"]
                .as_object()
                .unwrap()
                .keys()
                .filter(|status| status.starts_with('2'))
                .count();
            assert_eq!(good, 1, "{what}");
        }
    }

    #[test]
    fn every_body_refuses_fields_that_it_does_not_know() {
        let schemas = openapi(Lang::En)["components"]["schemas"].as_object().unwrap();
        let bodies: Vec<_> = schemas.iter().filter(|(name, _)| name.ends_with("Body")).collect();
        assert!(bodies.len() > 15);
        for (name, schema) in bodies {
            assert_eq!(schema["additionalProperties"], false, "{name}");
        }
    }
}
