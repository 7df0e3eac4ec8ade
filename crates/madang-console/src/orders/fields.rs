//! The form of each kind: which fields it has, and how they are typed and shown.

use madang_core::orders::Order;
use madang_core::projects::{quota_field, quota_unit};
use madang_i18n::Tr;
use madang_model::quota::Dimension;
use madang_store::clusters::ClusterRow;
use madang_web::Form;
use serde_json::{Map, Value};

use crate::frame::Frame;
use crate::numbers::grouped;
use crate::shell::Choice;
use crate::trouble::Trouble;

/// A field of a kind's form.
pub(super) struct Field {
    /// Its name.
    pub name: String,
    /// How it is typed: `line`, `text`, `number`, `boxes`.
    pub shape: &'static str,
    /// Its label.
    pub label: String,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it.
    pub error: String,
    /// For boxes: what can be ticked, and whether it is.
    pub boxes: Vec<(Choice, bool)>,
}

/// The fields of an order's form with what is in them.
pub(super) fn fields(frame: &Frame, order: &Order, clusters: &[ClusterRow], trouble: &Trouble) -> Vec<Field> {
    let t = frame.t();
    let form: Value = serde_json::from_str(&order.row.form).unwrap_or_default();
    let text = |name: &str| match form.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let field = |name: &str, shape| Field {
        name: name.to_owned(),
        shape,
        label: label(t, name),
        value: text(name),
        error: trouble.at(name).to_owned(),
        boxes: Vec::new(),
    };
    let mut found = Vec::new();
    if is_fixed(&order.row.kind) {
        return found;
    }
    if order.row.kind == "project" {
        found.push(field("name", "line"));
        found.push(field("description", "text"));
        let ticked: Option<Vec<&str>> = form
            .get("clusters")
            .and_then(Value::as_array)
            .map(|ids| ids.iter().filter_map(Value::as_str).collect());
        let boxes = clusters.iter().map(|cluster| {
            let id = cluster.id.to_string();
            let on = ticked.as_ref().is_none_or(|ids| ids.contains(&id.as_str()));
            (Choice::new(id, cluster.name.clone()), on)
        });
        let boxes: Vec<_> = boxes.collect();
        if !boxes.is_empty() {
            found.push(Field { boxes, ..field("clusters", "boxes") });
        }
    } else {
        found.push(field("reason", "text"));
    }
    let usual = frame.ctx.settings().projects.amounts();
    for dimension in Dimension::ALL {
        let mut amount = field(quota_field(*dimension), "number");
        if amount.value.is_empty() && form.get(&amount.name).is_none() && order.row.kind == "project" {
            amount.value = (usual.of(*dimension) / quota_unit(*dimension)).to_string();
        }
        found.push(amount);
    }
    found
}

/// Whether an order of this kind is filled in on pages of its own, once.
pub(super) fn is_fixed(kind: &str) -> bool {
    matches!(kind, "subscription" | "termination")
}

/// What was typed, as the kind's form.
pub(super) fn typed(kind: &str, form: &Form) -> Value {
    let mut object = Map::new();
    let names: &[&str] = if kind == "project" { &["name", "description"] } else { &["reason"] };
    for name in names.iter().copied().chain(Dimension::ALL.iter().map(|d| quota_field(*d))) {
        // What was left blank is not said; texts are.
        if !form.text(name).is_empty() || names.contains(&name) {
            object.insert(name.to_owned(), form.text(name).into());
        }
    }
    if kind == "project" && form.ticked("clusters_shown") {
        let ids: Vec<Value> = form.all("clusters").map(Value::from).collect();
        object.insert("clusters".to_owned(), ids.into());
    }
    Value::Object(object)
}

/// What was entered, as label and value, for whoever reads it.
pub(super) fn entered(t: Tr, order: &Order, clusters: &[ClusterRow]) -> Vec<(String, String)> {
    let form: Value = serde_json::from_str(&order.row.form).unwrap_or_default();
    let mut lines = Vec::new();
    let order_of =
        ["name", "description", "project", "reason", "clusters", "offering", "plan", "promotion_tail"];
    let dimensions = Dimension::ALL.iter().map(|d| quota_field(*d));
    for name in order_of.into_iter().chain(dimensions) {
        let value = match form.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => grouped(number.as_i64().unwrap_or_default()),
            Some(Value::Array(ids)) => {
                let called = |id: &str| clusters.iter().find(|row| row.id.to_string() == id);
                let names = ids.iter().filter_map(Value::as_str);
                let names = names.map(|id| called(id).map_or_else(|| id.to_owned(), |row| row.name.clone()));
                names.collect::<Vec<_>>().join(", ")
            }
            _ => continue,
        };
        if !value.is_empty() {
            lines.push((label(t, name), value));
        }
    }
    lines
}

fn label(t: Tr, name: &str) -> String {
    t.s(&format!("order-field-{name}"))
}
