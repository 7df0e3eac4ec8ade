//! Holding answers to the description of the API.

use http::Method;
use madang_i18n::Lang;
use serde_json::Value;

use crate::api::Answer;

/// An operation as the description has it.
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) access: String,
    pub(crate) value: Value,
}

impl Operation {
    /// Its path about this thing, and nothing there is that belongs to it.
    pub(crate) fn about(&self, id: &str) -> String {
        let (mut path, mut rest) = (String::new(), self.path.as_str());
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            path.push_str(before);
            path.push_str(if name == "id" { id } else { NOBODY });
            rest = after;
        }
        path + rest
    }
}

/// Every operation of the description.
pub(crate) fn operations() -> Vec<Operation> {
    let mut found = Vec::new();
    for (path, item) in document()["paths"].as_object().unwrap() {
        for (method, value) in item.as_object().unwrap() {
            found.push(Operation {
                id: value["operationId"].as_str().unwrap().to_owned(),
                method: method.to_ascii_uppercase().parse().unwrap(),
                path: path.strip_prefix("/api/v1").unwrap().to_owned(),
                access: value["x-access"].as_str().unwrap().to_owned(),
                value: value.clone(),
            });
        }
    }
    found
}

fn document() -> &'static Value {
    madang_api::openapi(Lang::Ko)
}

fn resolve(value: &Value) -> &Value {
    match value["$ref"].as_str() {
        Some(reference) => document().pointer(reference.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

/// The operation that a request is for; a path without parameters comes before one with.
pub(crate) fn operation_of(method: &Method, path: &str) -> Option<(String, &'static Value)> {
    let path = path.split('?').next().unwrap();
    let fits = |template: &str| {
        let (a, b): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
        a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a == b || a.starts_with('{'))
    };
    let paths = document()["paths"].as_object().unwrap();
    let template =
        if paths.contains_key(path) { path } else { paths.keys().find(|template| fits(template))?.as_str() };
    let operation = paths[template].get(method.as_str().to_ascii_lowercase())?;
    Some((operation["operationId"].as_str().unwrap().to_owned(), operation))
}

/// Panics unless the description foresees this answer.
pub(crate) fn hold_to(method: &Method, path: &str, answer: &Answer) {
    let Some((id, operation)) = operation_of(method, path) else {
        assert!([404, 405, 408, 413].contains(&answer.status.as_u16()), "{method} {path} is not described");
        return;
    };
    let response = &operation["responses"][answer.status.as_str()];
    assert!(
        !response.is_null(),
        "{id} answers {}, which is not described: {}",
        answer.status,
        String::from_utf8_lossy(&answer.bytes)
    );
    let response = resolve(response);
    let kind = answer.header("content-type").split(';').next().unwrap();
    let Some(content) = response.get("content") else {
        assert!(answer.bytes.is_empty(), "{id} answers {} with a body", answer.status);
        return;
    };
    let schema = &content[kind]["schema"];
    assert!(!content[kind].is_null(), "{id} answers {} as {kind:?}", answer.status);
    if kind.ends_with("json")
        && let Err(wrong) = conforms(schema, &answer.json(), "")
    {
        panic!("{id} answers {} other than described: {wrong}\n{}", answer.status, answer.json());
    }
}

/// Whether a value has the form of a schema, as far as this API's schemas go.
fn conforms(schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    let schema = resolve(schema);
    if let Some(choices) = schema["oneOf"].as_array() {
        let wrong: Vec<String> =
            choices.iter().filter_map(|choice| conforms(choice, value, at).err()).collect();
        return if wrong.len() + 1 == choices.len() {
            Ok(())
        } else {
            Err(format!("{at} fits not exactly one: {wrong:?}"))
        };
    }
    if let Some(choices) = schema["enum"].as_array()
        && !choices.contains(value)
    {
        return Err(format!("{at} is none of {choices:?}"));
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => Vec::new(),
    };
    let is = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    if !types.is_empty() && !types.contains(&is) {
        return Err(format!("{at} is {is}, not {types:?}"));
    }
    match value {
        Value::String(text) => match schema["format"].as_str() {
            Some("date-time")
                if !(text.len() == 24 && text.ends_with('Z') && text.as_bytes()[10] == b'T') =>
            {
                Err(format!("{at} is no time: {text}"))
            }
            Some("uuid") if !(text.len() == 36 && text.split('-').count() == 5) => {
                Err(format!("{at} is no id: {text}"))
            }
            _ => Ok(()),
        },
        Value::Array(items) => items
            .iter()
            .enumerate()
            .try_for_each(|(n, item)| conforms(&schema["items"], item, &format!("{at}/{n}"))),
        Value::Object(fields) => {
            for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                if !fields.contains_key(name) {
                    return Err(format!("{at} has no {name}"));
                }
            }
            let Some(properties) = schema["properties"].as_object() else { return Ok(()) };
            fields.iter().try_for_each(|(name, field)| match properties.get(name) {
                Some(property) => conforms(property, field, &format!("{at}/{name}")),
                None => Err(format!("{at}/{name} is not described")),
            })
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

/// The smallest body that has the form of an operation's schema; none where it takes no body.
pub(crate) fn sample_body(operation: &Value) -> Option<Value> {
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    (!schema.is_null()).then(|| sample(schema))
}

fn sample(schema: &Value) -> Value {
    let schema = resolve(schema);
    if let Some(first) = schema["enum"].as_array().and_then(|choices| choices.first()) {
        return first.clone();
    }
    match schema["type"].as_str() {
        Some("string") if schema["format"] == "uuid" => NOBODY.into(),
        Some("string") => "x".into(),
        Some("integer") => 1.into(),
        Some("boolean") => false.into(),
        Some("array") => Value::Array(Vec::new()),
        Some("object") => {
            let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
            required
                .map(|name| (name.to_owned(), fitting(name, sample(&schema["properties"][name]))))
                .collect()
        }
        _ => Value::Null,
    }
}

/// What an operation takes before it looks further, where any text will not do.
fn fitting(name: &str, any: Value) -> Value {
    match name {
        "email" => "nobody@example.com".into(),
        "phone" => "01012345678".into(),
        "login_id" => "nobody1".into(),
        "public_key" => crate::tour::SSH_KEY.into(),
        _ => any,
    }
}

/// The id of nothing.
pub(crate) const NOBODY: &str = "0192d3c4-0000-7000-8000-00000000dead";
