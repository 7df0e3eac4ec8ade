//! The kinds of notices: the one list. Whoever tells something new adds its kind here and its line,
//! `notice-<kind>`, with its name, `notice-kind-<kind>`, to `notices.ftl` in both languages.

/// A kind of notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// Its name: its line is `notice-<name>`, the words for it `notice-kind-<name>`.
    pub name: &'static str,
    /// Whether it asks something of the member; such ones come by mail too, unless the member says otherwise.
    pub asks: bool,
    /// Whether the console shows it whatever the member says: leaving it unseen would hold up other people,
    /// or leave the member in charge of something unknowingly.
    pub mandatory: bool,
}

/// The member is asked for something.
const fn asks(name: &'static str) -> Kind {
    Kind { name, asks: true, mandatory: false }
}

/// The member is asked for something that others wait for.
const fn must(name: &'static str) -> Kind {
    Kind { name, asks: true, mandatory: true }
}

/// The member learns something.
const fn tells(name: &'static str) -> Kind {
    Kind { name, asks: false, mandatory: false }
}

/// Every kind, in the order in which settings show them.
pub const KINDS: &[Kind] = &[
    must("order-waiting"),
    must("order-reminder"),
    must("order-escalated"),
    asks("order-returned"),
    asks("order-failed"),
    asks("order-expired"),
    tells("order-approved"),
    tells("order-rejected"),
    tells("order-withdrawn"),
    tells("order-cancelled"),
    tells("order-done"),
    tells("order-comment"),
    must("substitution"),
    tells("substitution-ended"),
    tells("substitution-decided"),
    asks("join-waiting"),
    tells("invitation-accepted"),
    tells("invitation-declined"),
    tells("joined"),
    tells("member-admitted"),
    tells("member-removed"),
    tells("member-left"),
    must("organization-owner"),
    tells("organization-roles"),
    tells("project-role"),
    tells("project-archived"),
    tells("project-deleted"),
    tells("quota-changed"),
    must("webhook-paused"),
    tells("billing-changed"),
    tells("card-registered"),
    must("card-locked"),
    tells("card-unlocked"),
    must("price-change"),
];

/// The kind of this name.
pub fn kind(name: &str) -> Option<Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use madang_i18n::{Arg, Lang, Tr};

    #[test]
    fn every_kind_has_a_line_and_a_name_in_both_languages() {
        let args =
            ["number", "title", "who", "reason", "organization", "project", "department", "role", "date"]
                .map(|name| (name, Arg::from("X")));
        for kind in KINDS {
            for lang in Lang::ALL {
                let t = Tr::new(lang);
                for key in [format!("notice-{}", kind.name), format!("notice-kind-{}", kind.name)] {
                    let text = t.a(&key, &args);
                    assert!(text != key && !text.contains("{ $") && !text.contains("{$"), "{key}: {text}");
                }
            }
            assert_eq!(KINDS.iter().filter(|other| other.name == kind.name).count(), 1, "{}", kind.name);
        }
    }

    #[test]
    fn whatever_is_told_is_in_the_list() {
        fn look(folder: &std::path::Path, told: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    look(&path, told);
                } else if path.extension().is_some_and(|end| end == "rs") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    told.extend(text.split("Tell {").skip(1).filter_map(|after| {
                        let inside = after.split('}').next()?;
                        let kind = inside.split("kind: \"").nth(1)?;
                        kind.split('"').next().map(str::to_owned)
                    }));
                }
            }
        }
        let mut told = Vec::new();
        look(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut told);
        for name in told {
            assert!(kind(&name).is_some(), "a notice {name} is told that is not in the list of kinds");
        }
    }
}
