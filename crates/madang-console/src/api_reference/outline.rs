//! What the page shows of an OpenAPI document: operations by tag, each with what it takes and answers.

use serde_json::Value;

/// Operations that belong together.
pub(super) struct Section {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) operations: Vec<Operation>,
}

/// One operation.
pub(super) struct Operation {
    pub(super) id: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) summary: String,
    pub(super) access: String,
    pub(super) takes: Vec<Field>,
    pub(super) answers: Vec<Answer>,
}

/// A parameter or a field of a body.
pub(super) struct Field {
    pub(super) name: String,
    pub(super) place: String,
    pub(super) kind: String,
    pub(super) required: bool,
    pub(super) description: String,
}

/// What an operation can answer with.
pub(super) struct Answer {
    pub(super) status: String,
    pub(super) description: String,
    pub(super) fields: Vec<Field>,
}

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// The document's sections, in the order of its tags.
pub(super) fn sections(document: &Value) -> Vec<Section> {
    let mut sections: Vec<Section> = each(&document["tags"])
        .map(|tag| Section { id: text(&tag["name"]), name: said(tag), operations: Vec::new() })
        .collect();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for method in METHODS {
            let described = &methods[method];
            let Some(tag) = described["tags"][0].as_str() else { continue };
            let operation = operation(document, path, method, described);
            match sections.iter_mut().find(|section| section.id == tag) {
                Some(section) => section.operations.push(operation),
                None => sections.push(Section {
                    id: tag.to_owned(),
                    name: tag.to_owned(),
                    operations: vec![operation],
                }),
            }
        }
    }
    sections.retain(|section| !section.operations.is_empty());
    sections
}

fn operation(document: &Value, path: &str, method: &str, described: &Value) -> Operation {
    let mut takes: Vec<Field> = each(&described["parameters"])
        .map(|parameter| {
            let parameter = resolve(document, parameter);
            Field {
                name: text(&parameter["name"]),
                place: text(&parameter["in"]),
                kind: kind(document, &parameter["schema"]),
                required: parameter["required"] == true,
                description: text(&parameter["description"]),
            }
        })
        .collect();
    let body = resolve(document, &described["requestBody"]);
    takes.extend(fields(document, content(body), "body"));
    let answers = described["responses"].as_object().into_iter().flatten().map(|(status, response)| {
        let response = resolve(document, response);
        let shown =
            if status.starts_with('2') { fields(document, content(response), "") } else { Vec::new() };
        Answer { status: status.clone(), description: text(&response["description"]), fields: shown }
    });
    Operation {
        id: text(&described["operationId"]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&described["summary"]),
        access: text(&described["x-access"]),
        takes,
        answers: answers.collect(),
    }
}

/// The schema of the first kind of content.
fn content(message: &Value) -> &Value {
    message["content"]
        .as_object()
        .and_then(|kinds| kinds.values().next())
        .map_or(&Value::Null, |kind| &kind["schema"])
}

/// A schema's own fields; those of things within it are named by their kind.
fn fields(document: &Value, schema: &Value, place: &str) -> Vec<Field> {
    let schema = resolve(document, schema);
    let required: Vec<&str> = each(&schema["required"]).filter_map(Value::as_str).collect();
    let own = schema["properties"].as_object().into_iter().flatten().map(|(name, property)| Field {
        name: name.clone(),
        place: place.to_owned(),
        kind: kind(document, property),
        required: required.contains(&name.as_str()),
        description: description(document, property),
    });
    let parts = each(&schema["allOf"]).flat_map(|part| fields(document, part, place));
    own.chain(parts).collect()
}

/// What a value looks like, in a word or two: `string`, `[SessionView]`, `integer | null`.
fn kind(document: &Value, schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|r| r.rsplit('/').next()) {
        let resolved = resolve(document, schema);
        return if resolved["enum"].is_array() { kind(document, resolved) } else { name.to_owned() };
    }
    if let Some(choices) = schema["enum"].as_array() {
        return choices
            .iter()
            .map(|c| c.as_str().map_or_else(|| c.to_string(), str::to_owned))
            .collect::<Vec<_>>()
            .join(" | ");
    }
    let any: Vec<String> =
        each(&schema["oneOf"]).chain(each(&schema["anyOf"])).map(|s| kind(document, s)).collect();
    if !any.is_empty() {
        return any.join(" | ");
    }
    let names: Vec<&str> = match schema["type"].as_array() {
        Some(several) => several.iter().filter_map(Value::as_str).collect(),
        None => schema["type"].as_str().into_iter().collect(),
    };
    let named = names.iter().map(|name| match *name {
        "array" => format!("[{}]", kind(document, &schema["items"])),
        name => name.to_owned(),
    });
    named.collect::<Vec<_>>().join(" | ")
}

fn description(document: &Value, schema: &Value) -> String {
    let own = text(&schema["description"]);
    if own.is_empty() { text(&resolve(document, schema)["description"]) } else { own }
}

/// What a reference stands for, or the value itself.
fn resolve<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    value["$ref"].as_str().and_then(|r| document.pointer(r.trim_start_matches('#'))).unwrap_or(value)
}

fn each(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn said(tag: &Value) -> String {
    let description = text(&tag["description"]);
    if description.is_empty() { text(&tag["name"]) } else { description }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn references_and_nullable_kinds_are_named() {
        let document = json!({ "components": { "schemas": { "Colour": { "type": "string", "enum": ["red", "blue"] }, "Thing": { "type": "object" } } } });
        for (schema, name) in [
            (json!({ "$ref": "#/components/schemas/Thing" }), "Thing"),
            (json!({ "$ref": "#/components/schemas/Colour" }), "red | blue"),
            (json!({ "type": ["integer", "null"] }), "integer | null"),
            (json!({ "type": "array", "items": { "$ref": "#/components/schemas/Thing" } }), "[Thing]"),
            (json!({}), ""),
        ] {
            assert_eq!(kind(&document, &schema), name);
        }
    }
}
