//! Which problems an operation can answer with: what its form says of it.

use madang_i18n::Tr;
use serde_json::{Map, Value, json};

/// What can go wrong with an operation, by what it takes and who may use it.
pub(super) struct Shape {
    /// It takes a body.
    pub(super) body: bool,
    /// It takes parameters after the `?`.
    pub(super) query: bool,
    /// Its path has parameters.
    pub(super) names: bool,
    /// Its path names a second thing, which may not be there.
    pub(super) names_another: bool,
    /// It can be sent twice.
    pub(super) repeatable: bool,
    /// It works within a sign-up.
    pub(super) sign_up: bool,
    /// Not everyone may.
    pub(super) guarded: bool,
}

impl Shape {
    fn answers(&self, status: &str) -> bool {
        match status {
            "400" => self.body || self.query || self.repeatable,
            "403" => self.guarded,
            "404" => self.names,
            "409" => self.guarded || self.repeatable || self.sign_up,
            "413" => self.body || self.repeatable,
            "415" => self.body,
            "422" => self.body || self.query || self.repeatable || self.names_another,
            // A bearer token that does not work is refused wherever it is presented.
            _ => true,
        }
    }

    /// Adds every problem that the operation can answer with and does not describe itself.
    pub(super) fn add(&self, responses: &mut Map<String, Value>) {
        for status in STATUSES.into_iter().filter(|status| self.answers(status)) {
            responses
                .entry(status)
                .or_insert_with(|| json!({ "$ref": format!("#/components/responses/{}", name(status)) }));
        }
    }
}

/// Every status that a problem document has.
const STATUSES: [&str; 12] =
    ["400", "401", "403", "404", "408", "409", "413", "415", "422", "429", "500", "503"];

fn name(status: &str) -> String {
    format!("Problem{status}")
}

/// The answers that operations refer to.
pub(super) fn components(t: Tr) -> Value {
    let mut components = Map::new();
    for status in STATUSES {
        let mut response = json!({
            "description": t.s(&format!("api-status-{status}")),
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/ProblemView" } } },
        });
        let (header, words, kind) = match status {
            "401" => ("WWW-Authenticate", t.s("api-header-www-authenticate"), "string"),
            "409" | "429" | "503" => ("Retry-After", t.s("api-header-retry-after"), "integer"),
            _ => ("", String::new(), ""),
        };
        if !header.is_empty() {
            response["headers"] = json!({ header: { "description": words, "schema": { "type": kind } } });
        }
        components.insert(name(status), response);
    }
    Value::Object(components)
}
