//! What the forms of the kinds `project` and `quota` have in common: they are objects with a flat list of
//! fields, each typed by a person or sent by a program, so numbers may be text.

use madang_model::Rule;
use madang_model::quota::{Amounts, Dimension};
use serde_json::{Map, Value};

use crate::error::Fields;
use crate::quota::QuotaLine;

/// The most characters of a description and of a reason.
pub(super) const WORDS: usize = 2000;

/// The field of a dimension: memory is asked for in GiB, all else in the dimension's own unit.
pub fn quota_field(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::MemoryMib => "memory_gib",
        Dimension::Vcpu
        | Dimension::DiskGib
        | Dimension::Instances
        | Dimension::Addresses
        | Dimension::Services
        | Dimension::MonthlyKrw => dimension.as_str(),
    }
}

/// How many of the dimension's own unit one of the field's is.
pub fn quota_unit(dimension: Dimension) -> i64 {
    if dimension == Dimension::MemoryMib { 1024 } else { 1 }
}

/// A field's text; nothing where it is not text.
pub(super) fn text<'a>(form: &'a Value, field: &str) -> &'a str {
    form.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// A field's texts: a list, or a single one. `None` where the field is not there; blanks are left out.
pub(super) fn texts(form: &Value, field: &str) -> Option<Vec<String>> {
    let given = match form.get(field)? {
        Value::Array(values) => values.iter().map(|value| value.as_str().unwrap_or("?").to_owned()).collect(),
        Value::String(one) => vec![one.clone()],
        Value::Null => return None,
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => vec!["?".to_owned()],
    };
    Some(given.into_iter().filter(|text| !text.trim().is_empty()).collect())
}

/// The amounts asked for; what is not given is as in `otherwise`.
pub(super) fn amounts(form: &Value, otherwise: &Amounts, fields: &mut Fields) -> Amounts {
    Dimension::ALL.iter().fold(*otherwise, |amounts, dimension| {
        let field = quota_field(*dimension);
        match amount(form.get(field), *dimension) {
            Ok(None) => amounts,
            Ok(Some(amount)) => amounts.with(*dimension, amount),
            Err(rule) => {
                fields.broke(field, rule);
                amounts
            }
        }
    })
}

fn amount(value: Option<&Value>, dimension: Dimension) -> Result<Option<i64>, Rule> {
    let number = match value {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Number(number)) => number.as_i64(),
        Some(Value::String(text)) => {
            let digits: String = text.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
            if digits.is_empty() {
                return Err(Rule::Required);
            }
            digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))
        }
        Some(Value::Bool(_) | Value::Array(_) | Value::Object(_)) => None,
    };
    number
        .filter(|number| *number >= 0)
        .and_then(|number| number.checked_mul(quota_unit(dimension)))
        .filter(|amount| *amount <= Amounts::MOST)
        .map(Some)
        .ok_or(Rule::Amount)
}

/// The fields of these amounts, in a form that is in order.
pub(super) fn write(amounts: &Amounts, form: &mut Map<String, Value>) {
    for (dimension, amount) in amounts.iter() {
        form.insert(quota_field(dimension).to_owned(), Value::from(amount / quota_unit(dimension)));
    }
}

/// The bounds of a quota as amounts; where there is none, nothing.
pub(super) fn bounds<'a>(lines: impl IntoIterator<Item = &'a QuotaLine>) -> Amounts {
    lines
        .into_iter()
        .fold(Amounts::NONE, |amounts, line| amounts.with(line.dimension, line.bound.unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn amounts_are_numbers_or_digits() {
        let otherwise = Amounts::NONE.with(Dimension::Services, 7);
        let mut fields = Fields::default();
        let form = json!({ "vcpu": "8", "memory_gib": 2, "monthly_krw": "300,000" });
        let read = amounts(&form, &otherwise, &mut fields);
        assert!(fields.finish().is_ok());
        assert_eq!((read.of(Dimension::Vcpu), read.of(Dimension::MemoryMib)), (8, 2048));
        assert_eq!((read.of(Dimension::MonthlyKrw), read.of(Dimension::Services)), (300_000, 7));
        for bad in
            [json!("-1"), json!("+1"), json!(-1), json!(1.5), json!("1e3"), json!([1]), json!(i64::MAX)]
        {
            let mut fields = Fields::default();
            amounts(&json!({ "memory_gib": bad }), &otherwise, &mut fields);
            assert!(fields.finish().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_was_written_reads_the_same(vcpu in 0..1000_i64, memory in 0..1000_i64, won in 0..1_000_000_i64) {
            let wanted = Amounts::NONE
                .with(Dimension::Vcpu, vcpu)
                .with(Dimension::MemoryMib, memory * 1024)
                .with(Dimension::MonthlyKrw, won);
            let mut form = Map::new();
            write(&wanted, &mut form);
            let mut fields = Fields::default();
            prop_assert_eq!(amounts(&Value::Object(form), &Amounts::NONE, &mut fields), wanted);
        }
    }
}
