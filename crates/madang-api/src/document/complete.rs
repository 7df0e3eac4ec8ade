//! What holds for every operation and schema, added to what the code says of each.

use madang_i18n::Tr;
use serde_json::{Map, Value, json};
use utoipa::{PartialSchema, ToSchema};

use super::fields::{Form, form_of};
use super::problems::{self, Shape};
use crate::face::ProblemView;
use crate::{idempotency, sign_ups};

/// The groups of operations, in the order in which they are read.
const TAGS: [&str; 24] = [
    "about",
    "sign-in",
    "me",
    "sign-up",
    "captcha",
    "recovery",
    "terms",
    "announcements",
    "orders",
    "approvals",
    "policies",
    "organizations",
    "projects",
    "clusters",
    "offerings",
    "subscriptions",
    "payment",
    "promotions",
    "notices",
    "webhooks",
    "members",
    "messages",
    "audit",
    "jobs",
];

/// Completes a description in `t`'s language.
pub(super) fn complete(openapi: &mut Value, t: Tr) {
    openapi["info"] = json!({
        "title": t.s("api-title"),
        "version": env!("CARGO_PKG_VERSION"),
        "description": t.s("api-description"),
        "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
    });
    openapi["servers"] = json!([{ "url": "/" }]);
    openapi["tags"] = TAGS
        .iter()
        .map(|tag| json!({ "name": tag, "description": t.s(&format!("api-tag-{tag}")) }))
        .collect();
    add_problem_schemas(openapi);
    let schemas = object(&mut openapi["components"]["schemas"]);
    for (name, schema) in schemas.iter_mut() {
        describe_schema(name, schema, t);
    }
    openapi["components"]["responses"] = problems::components(t);
    openapi["components"]["securitySchemes"] = json!({
        "bearer": { "type": "http", "scheme": "bearer", "description": t.s("api-security-bearer") },
        "signUp": { "type": "apiKey", "in": "header", "name": sign_ups::HEADER.as_str(), "description": t.s("api-security-sign-up") },
    });
    for (path, item) in object(&mut openapi["paths"]) {
        for (method, operation) in object(item) {
            describe_operation(path, method, operation, t);
        }
    }
}

/// Problem documents are in no handler's signature.
fn add_problem_schemas(openapi: &mut Value) {
    let mut schemas = vec![(ProblemView::name().into_owned(), ProblemView::schema())];
    ProblemView::schemas(&mut schemas);
    for (name, schema) in schemas {
        openapi["components"]["schemas"][name] = serde_json::to_value(schema).expect("a schema is JSON");
    }
}

fn describe_operation(path: &str, method: &str, operation: &mut Value, t: Tr) {
    let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
    operation["summary"] = Value::String(t.s(&format!("api-op-{id}")));
    let more = format!("api-more-{id}");
    match t.has(&more) {
        true => operation["description"] = Value::String(t.s(&more)),
        false => drop(object(operation).remove("description")),
    }
    let guarded = operation["x-access"] != "public";
    let sign_up = operation.get("security").is_some();
    if !sign_up {
        operation["security"] = if guarded { json!([{ "bearer": [] }]) } else { json!([]) };
    }
    let repeatable = method == "post";
    let query = operation.get("parameters").is_some();
    add_parameters(path, repeatable, operation, t);
    let body = operation.get("requestBody").is_some();
    if body {
        operation["requestBody"]["required"] = Value::Bool(true);
    }
    let responses = object(&mut operation["responses"]);
    for (status, response) in responses.iter_mut() {
        response["description"] = Value::String(match status.as_str() {
            "201" => t.s("api-status-201"),
            "204" => t.s("api-status-204"),
            _ => t.s("api-status-200"),
        });
        if repeatable {
            response["headers"][idempotency::REPLAYED.as_str()] = json!({ "description": t.s("api-header-idempotency-replayed"), "schema": { "const": "true" } });
        }
    }
    let named = path.matches('{').count();
    Shape { body, query, names: named > 0, names_another: named > 1, repeatable, sign_up, guarded }
        .add(responses);
}

fn add_parameters(path: &str, repeatable: bool, operation: &mut Value, t: Tr) {
    let mut parameters: Vec<Value> = Vec::new();
    for name in path.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
        let mut parameter =
            json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
        if let Some(format) = form_of(name).map_or(Some("uuid"), Form::format) {
            parameter["schema"]["format"] = format.into();
        }
        parameters.push(parameter);
    }
    parameters.extend(operation["parameters"].take().as_array().into_iter().flatten().cloned());
    if repeatable {
        parameters.push(json!({ "name": "Idempotency-Key", "in": "header", "schema": { "type": "string", "minLength": 1, "maxLength": 255 } }));
    }
    for parameter in &mut parameters {
        let name = parameter["name"].as_str().unwrap_or_default().to_ascii_lowercase();
        // Beside the `id` of a path, another one says whose it is.
        let words = match parameter["in"] == "path" && name != "id" {
            true => format!("api-field-{name}"),
            false => format!("api-param-{name}"),
        };
        parameter["description"] = Value::String(t.s(&words));
        object(&mut parameter["schema"]).remove("description");
    }
    if parameters.is_empty() {
        object(operation).remove("parameters");
    } else {
        operation["parameters"] = Value::Array(parameters);
    }
}

fn describe_schema(name: &str, schema: &mut Value, t: Tr) {
    object(schema).remove("description");
    // Of a list the code says its items' whole form once more.
    if let Some(item) = name.strip_prefix("ListView_") {
        schema["properties"]["items"]["items"] = json!({ "$ref": format!("#/components/schemas/{item}") });
    }
    let given = name.ends_with("View") || name.starts_with("ListView");
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
    let mut always = Vec::new();
    for (property, value) in properties.iter_mut() {
        always.push(Value::String(property.clone()));
        describe_property(name, property, value, t);
    }
    // Answers leave nothing out: what has no value is `null`. Problem documents are the exception.
    if given && !matches!(name, "ProblemView" | "PlaceView") {
        schema["required"] = Value::Array(always);
    }
}

fn describe_property(schema: &str, property: &str, value: &mut Value, t: Tr) {
    if let Some(format) = form_of(property).and_then(Form::format) {
        let text = if value.get("items").is_some() { &mut value["items"] } else { &mut *value };
        text["format"] = Value::String(format.to_owned());
    }
    // One name means one thing, but for a few that say more of what they are of.
    let own = format!("api-field-{schema}-{property}");
    let words = if t.has(&own) { own } else { format!("api-field-{property}") };
    value["description"] = Value::String(t.s(&words));
}

fn object(value: &mut Value) -> &mut Map<String, Value> {
    value.as_object_mut().expect("this part of a description is an object")
}
