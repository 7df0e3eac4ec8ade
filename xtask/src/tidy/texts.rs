//! Every text exists in Korean and in English, takes the same arguments in both, and is shown
//! somewhere; every text that code asks for exists.
//!
//! A text is asked for by a literal key, `t.s("key")` or `t.a("key", …)`, or by a key put together
//! from a literal pattern and a code that is a literal too, `format!("rule-{}", rule.code())`. The one text with two
//! gaps, `format!("api-field-{schema}-{property}")`, is asked for by a struct and a field of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Tree};

const LOCALES: &str = "crates/madang-i18n/locales/";

struct Message<'a> {
    file: &'a str,
    line: usize,
    arguments: BTreeSet<&'a str>,
    /// Keys of the messages and terms it is made of.
    parts: BTreeSet<&'a str>,
}

/// Returns how many texts there are, and what is wrong with them.
pub(super) fn check(tree: &Tree) -> (usize, Vec<Finding>) {
    let mut findings = Vec::new();
    let korean = messages(tree, "ko", &mut findings);
    let english = messages(tree, "en", &mut findings);
    for (have, lack, language) in [(&korean, &english, "English"), (&english, &korean, "Korean")] {
        for (key, message) in have {
            if !lack.contains_key(key) {
                findings.push(Finding::new(message.file, message.line, format!("{key} has no {language}")));
            }
        }
    }
    for (key, message) in &korean {
        if let Some(other) = english.get(key)
            && other.arguments != message.arguments
        {
            let text = format!("{key} takes other arguments than in English: {:?}", other.arguments);
            findings.push(Finding::new(message.file, message.line, text));
        }
        for part in &message.parts {
            if !korean.contains_key(part) {
                findings.push(Finding::new(message.file, message.line, format!("there is no {part}")));
            }
        }
    }
    let asked = Asked::from(tree);
    for (key, file, line) in &asked.directly {
        if !korean.contains_key(key) && !english.contains_key(key) {
            findings.push(Finding::new(file, *line, format!("there is no text {key}")));
        }
    }
    let parts: BTreeSet<&str> = korean.values().flat_map(|message| message.parts.iter().copied()).collect();
    for (key, message) in &korean {
        if !parts.contains(key) && !asked.includes(key) {
            findings.push(Finding::new(message.file, message.line, format!("nothing shows {key}")));
        }
    }
    (korean.len(), findings)
}

fn messages<'a>(
    tree: &'a Tree,
    language: &str,
    findings: &mut Vec<Finding>,
) -> BTreeMap<&'a str, Message<'a>> {
    let directory = format!("{LOCALES}{language}/");
    let mut all: BTreeMap<&str, Message<'_>> = BTreeMap::new();
    let mut current = "";
    for (file, line, text) in tree.lines(move |path| path.starts_with(&directory) && path.ends_with(".ftl")) {
        if text.starts_with('#') {
            continue;
        }
        if let Some((key, _)) = text.split_once('=')
            && text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
        {
            current = key.trim_end();
            let message = Message { file, line, arguments: BTreeSet::new(), parts: BTreeSet::new() };
            if let Some(earlier) = all.insert(current, message) {
                let text = format!("{current} is also in {}:{}", earlier.file, earlier.line);
                findings.push(Finding::new(file, line, text));
            }
        }
        if let Some(message) = all.get_mut(current) {
            message.arguments.extend(text.split('$').skip(1).map(identifier));
            message.parts.extend(text.split('{').skip(1).map(str::trim_start).map(identifier).filter(
                // Functions, such as NUMBER($n), are written in capitals.
                |part| part.starts_with(|c: char| c.is_ascii_lowercase() || c == '-'),
            ));
        }
    }
    all
}

fn identifier(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// What the program asks for, tests aside: a text that only a test shows is shown to nobody.
struct Asked<'a> {
    directly: Vec<(&'a str, &'a str, usize)>,
    literals: BTreeSet<&'a str>,
    /// What stands before and after the one gap of a key that is put together.
    patterns: BTreeSet<(&'a str, &'a str)>,
    /// Every field with the struct that it is of.
    fields: BTreeSet<(&'a str, &'a str)>,
}

/// What the words of one struct's field begin with.
const FIELD: &str = "api-field-";

impl<'a> Asked<'a> {
    fn from(tree: &'a Tree) -> Self {
        let mut asked = Self {
            directly: Vec::new(),
            literals: BTreeSet::new(),
            patterns: BTreeSet::new(),
            fields: BTreeSet::new(),
        };
        for (file, text) in &tree.files {
            let shows = file.starts_with("crates/")
                && (file.ends_with(".rs") || file.ends_with(".html") || file.ends_with(".txt"))
                && !file.contains("/tests/");
            if shows {
                asked.read(file, text.split("#[cfg(test)]\nmod ").next().unwrap_or_default());
            }
        }
        asked
    }

    fn read(&mut self, file: &'a str, text: &'a str) {
        for call in [".s(", ".a("] {
            for (at, _) in text.match_indices(call) {
                let argument = text[at + call.len()..].trim_start();
                if let Some(key) = argument.strip_prefix('"').and_then(|rest| rest.split('"').next())
                    && key == identifier(key)
                {
                    let line = text[..at].matches('\n').count() + 1;
                    self.directly.push((key, file, line));
                }
            }
        }
        let mut structure = "";
        for line in text.lines() {
            if let Some((_, rest)) = line.split_once("struct ") {
                structure = identifier(rest);
            } else if line.starts_with('}') {
                structure = "";
            } else if let Some((before, _)) = line.split_once(": ")
                && !structure.is_empty()
                && let Some(field) = before.split_whitespace().last()
            {
                self.fields.insert((structure, field));
            }
        }
        // Every other piece between quotation marks is a literal. Escaped ones and quotation marks in
        // comments shift that, so take all pieces: what is not a key matches none.
        for line in text.lines() {
            for piece in line.split('"') {
                if let Some((before, rest)) = piece.split_once('{')
                    && let Some((_, after)) = rest.split_once('}')
                    && before.ends_with('-')
                    && before.trim_end_matches('-') == identifier(before).trim_end_matches('-')
                    && after == identifier(after)
                {
                    self.patterns.insert((before, after));
                }
                self.literals.insert(piece);
            }
        }
    }

    fn includes(&self, key: &str) -> bool {
        let field = key.strip_prefix(FIELD).and_then(|rest| rest.split_once('-'));
        self.literals.contains(key)
            || field.is_some_and(|field| self.fields.contains(&field))
            || self.patterns.iter().any(|(before, after)| {
                key.strip_prefix(before)
                    .and_then(|rest| rest.strip_suffix(after))
                    .is_some_and(|code| self.literals.contains(code))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(ko: &str, en: &str, code: &str) -> Vec<String> {
        let tree = Tree::of(&[
            ("crates/madang-i18n/locales/ko/a.ftl", ko),
            ("crates/madang-i18n/locales/en/a.ftl", en),
            ("crates/a/src/lib.rs", code),
        ]);
        check(&tree).1.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn a_text_of_a_field_is_shown_with_its_struct() {
        const CODE: &str =
            "pub struct OrderView {\n    /// Which.\n    pub kind: String,\n}\nfn a(b: C) {}\n";
        let of =
            |field| findings(&format!("api-field-{field} = 가\n"), &format!("api-field-{field} = a\n"), CODE);
        assert!(of("OrderView-kind").is_empty());
        assert_eq!(of("OrderView-gone"), ["nothing shows api-field-OrderView-gone"]);
        assert_eq!(of("OtherView-kind"), ["nothing shows api-field-OtherView-kind"]);
    }

    #[test]
    fn a_text_missing_in_a_language_is_found() {
        assert_eq!(findings("a = 가\n", "", "t.s(\"a\")"), ["a has no English"]);
        assert_eq!(findings("", "a = a\n", "t.s(\"a\")"), ["a has no Korean"]);
    }

    #[test]
    fn a_text_that_nothing_shows_is_found_and_tests_do_not_count() {
        assert_eq!(findings("a = 가\n", "a = a\n", "#[cfg(test)]\nmod tests { \"a\" }"), ["nothing shows a"]);
    }

    #[test]
    fn a_text_asked_for_that_does_not_exist_is_found() {
        assert_eq!(findings("", "", "fn f() {\n  t.a(\n \"gone\", &[])\n}"), ["there is no text gone"]);
    }

    #[test]
    fn a_key_put_together_needs_both_halves() {
        let code = "format!(\"rule-{}\", code)\n\"email\"";
        assert_eq!(findings("rule-email = 가\n", "rule-email = a\n", code), [] as [&str; 0]);
        assert_eq!(findings("rule-gone = 가\n", "rule-gone = a\n", code), ["nothing shows rule-gone"]);
    }

    #[test]
    fn arguments_and_parts_have_to_agree() {
        let code = "\"n\"";
        assert_eq!(
            findings("n = { $a ->\n   *[other] { $b }\n }\n", "n = { $a } { $b }\n", code),
            [] as [&str; 0]
        );
        assert_eq!(findings("n = { $a }\n", "n = none\n", code).len(), 1);
        assert_eq!(findings("n = { -x }\n", "n = { -x }\n", code), ["there is no -x"]);
        assert_eq!(findings("-x = 가\nn = { -x }\n", "-x = a\nn = { -x }\n", code), [] as [&str; 0]);
    }

    #[test]
    fn a_key_given_twice_is_found() {
        assert_eq!(findings("a = 1\na = 2\n", "a = 1\n", "\"a\"").len(), 1);
    }
}
