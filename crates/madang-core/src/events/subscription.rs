//! Which events a webhook is told.

use madang_model::Rule;

/// The areas that events are of: `order.submit` is of `order`.
pub const AREAS: [&str; 6] = ["organization", "membership", "order", "project", "quota", "subscription"];

/// The most kinds that one webhook names.
const MOST: usize = 50;

/// Kinds as chosen, as one text: `*`, `area.*` or `area.verb`, each once.
pub(super) fn kinds(chosen: &[String]) -> Result<String, Rule> {
    let mut kinds: Vec<&str> =
        chosen.iter().map(|kind| kind.trim()).filter(|kind| !kind.is_empty()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.is_empty() {
        return Err(Rule::Required);
    }
    if kinds.len() > MOST || !kinds.iter().all(|kind| is_kind(kind)) {
        return Err(Rule::Choice);
    }
    Ok(if kinds.contains(&"*") { "*".to_owned() } else { kinds.join(" ") })
}

fn is_kind(kind: &str) -> bool {
    let is_word = |word: &str| {
        (1..=40).contains(&word.len()) && word.chars().all(|c| c.is_ascii_lowercase() || c == '_')
    };
    kind == "*"
        || kind.split_once('.').is_some_and(|(area, verb)| is_word(area) && (verb == "*" || is_word(verb)))
}

/// Whether somebody who asked for these kinds is told of an event of `kind`.
pub(super) fn wants(kinds: &str, kind: &str) -> bool {
    let area = kind.split_once('.').map_or(kind, |(area, _)| area);
    kinds.split(' ').any(|wanted| {
        wanted == "*" || wanted == kind || wanted.strip_suffix(".*").is_some_and(|wanted| wanted == area)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(list: &[&str]) -> Result<String, Rule> {
        kinds(&list.iter().map(|kind| (*kind).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn kinds_are_all_an_area_or_one() {
        assert_eq!(chosen(&["order.submit", " order.* ", "", "order.*"]).unwrap(), "order.* order.submit");
        assert_eq!(chosen(&["order.*", "*"]).unwrap(), "*");
        assert_eq!(chosen(&["", " "]), Err(Rule::Required));
        for bad in ["order", "order.", ".*", "order.*.x", "ORDER.submit", "*.submit", "a b.c"] {
            assert_eq!(chosen(&[bad]), Err(Rule::Choice), "{bad}");
        }
        for (wanted, kind, is) in [
            ("*", "order.submit", true),
            ("order.*", "order.submit", true),
            ("order.*", "orders.submit", false),
            ("project.create order.submit", "order.submit", true),
            ("order.submit", "order.submitted", false),
        ] {
            assert_eq!(wants(wanted, kind), is, "{wanted} {kind}");
        }
    }
}
