//! Which keys there are: read off the schema of `madang_core::Settings`, so that nothing is listed twice.

use madang_core::Settings;
use serde_json::{Map, Value};

/// What a key holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text.
    Text,
    /// A whole number within these bounds.
    Number(i64, i64),
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Choice(Vec<String>),
    /// A list of texts.
    List,
    /// Texts by name.
    Table,
}

/// A key that can be set.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    /// Its name with its sections, e.g. `mail.smtp.host`.
    pub(crate) path: String,
    /// What it holds.
    pub(crate) kind: Kind,
    /// What it means.
    pub(crate) doc: String,
    /// What it is when nobody sets it; null where it may be left out.
    pub(crate) default: Value,
}

impl Key {
    /// Its name without its sections.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or_default()
    }
}

/// A group of keys.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    /// Its name with those around it, e.g. `mail.smtp`.
    pub(crate) path: String,
    /// What it is about.
    pub(crate) doc: String,
}

/// Every section and key, in the order of their names.
#[derive(Debug)]
pub(crate) struct Keys {
    pub(crate) sections: Vec<Section>,
    pub(crate) keys: Vec<Key>,
}

impl Keys {
    /// Those of the settings.
    pub(crate) fn known() -> Self {
        let schema = schemars::schema_for!(Settings).to_value();
        let defaults = serde_json::to_value(Settings::default()).unwrap_or_default();
        let mut keys = Self { sections: Vec::new(), keys: Vec::new() };
        keys.walk(&schema, &schema, "", &defaults);
        keys
    }

    /// The key of this path.
    pub(crate) fn get(&self, path: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.path == path)
    }

    /// The keys of a section, not those of the sections within it.
    pub(crate) fn within(&self, section: &str) -> impl Iterator<Item = &Key> {
        self.keys
            .iter()
            .filter(move |key| key.path.rsplit_once('.').is_some_and(|(within, _)| within == section))
    }

    /// Whether this path is a section.
    pub(crate) fn is_section(&self, path: &str) -> bool {
        self.sections.iter().any(|section| section.path == path)
    }

    /// The key or section that an unknown path most likely means.
    pub(crate) fn nearest(&self, path: &str) -> Option<&str> {
        let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
        let alike = |known: &str| {
            let whole = strsim::normalized_damerau_levenshtein(path, known);
            // A key under the wrong section.
            let end = strsim::normalized_damerau_levenshtein(&last(path), &last(known)) * 0.9;
            whole.max(end)
        };
        let paths = self
            .keys
            .iter()
            .map(|key| key.path.as_str())
            .chain(self.sections.iter().map(|s| s.path.as_str()));
        let (likeness, nearest) =
            paths.map(|known| (alike(known), known)).max_by(|a, b| a.0.total_cmp(&b.0))?;
        (likeness > 0.55).then_some(nearest)
    }

    fn walk(&mut self, root: &Value, object: &Value, path: &str, defaults: &Value) {
        let Some(properties) = object.get("properties").and_then(Value::as_object) else { return };
        for (name, property) in properties {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            let default = defaults.get(name).cloned().unwrap_or_default();
            let doc = text(property, "description");
            let found = resolved(root, property);
            if found.get("properties").is_some() {
                self.sections.push(Section {
                    path: path.clone(),
                    doc: if doc.is_empty() { text(found, "description") } else { doc },
                });
                self.walk(root, found, &path, &default);
            } else {
                self.keys.push(Key { path, kind: kind(found), doc, default });
            }
        }
    }
}

/// What a property says it holds, behind references and `null`.
fn resolved<'a>(root: &'a Value, property: &'a Value) -> &'a Value {
    if let Some(reference) = property.get("$ref").and_then(Value::as_str) {
        return root.pointer(reference.trim_start_matches('#')).unwrap_or(property);
    }
    let choices = property.get("anyOf").and_then(Value::as_array);
    match choices.and_then(|choices| choices.iter().find(|c| c.get("type") != Some(&Value::from("null")))) {
        Some(choice) => resolved(root, choice),
        None => property,
    }
}

fn kind(found: &Value) -> Kind {
    if let Some(words) = words(found) {
        return Kind::Choice(words);
    }
    let is = |name: &str| match found.get("type") {
        Some(Value::Array(types)) => types.iter().any(|t| t == name),
        Some(t) => t == name,
        None => false,
    };
    match () {
        () if is("integer") => {
            let most = if found.get("format").is_some_and(|f| f == "uint16") {
                i64::from(u16::MAX)
            } else {
                i64::from(u32::MAX)
            };
            let bound = |name: &str| found.get(name).and_then(Value::as_i64);
            Kind::Number(bound("minimum").unwrap_or(0), bound("maximum").unwrap_or(most))
        }
        () if is("boolean") => Kind::Flag,
        () if is("array") => Kind::List,
        () if is("object") => Kind::Table,
        () => Kind::Text,
    }
}

/// The words of an enumeration, documented one by one or not.
fn words(found: &Value) -> Option<Vec<String>> {
    let constants = |list: &Vec<Value>| -> Vec<String> {
        list.iter().filter_map(|one| one.get("const").unwrap_or(one).as_str().map(str::to_owned)).collect()
    };
    let listed = |one: &Value| one.get("enum").and_then(Value::as_array).map(&constants);
    if let Some(words) = listed(found) {
        return Some(words);
    }
    let variants = found.get("oneOf")?.as_array()?;
    let words = variants
        .iter()
        .flat_map(|one| listed(one).unwrap_or_else(|| constants(&vec![one.clone()])))
        .collect();
    Some(words)
}

fn text(schema: &Value, name: &str) -> String {
    let map: Option<&Map<String, Value>> = schema.as_object();
    map.and_then(|map| map.get(name)).and_then(Value::as_str).unwrap_or_default().to_owned()
}
