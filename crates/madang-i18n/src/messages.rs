//! Looking a message up and filling it in.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use madang_model::Rule;
use unic_langid::LanguageIdentifier;

use crate::Lang;

/// A value that a message is filled in with.
#[derive(Debug, Clone)]
pub enum Arg<'a> {
    /// Text, put in as it is. Escaping for HTML is the template's work.
    Text(Cow<'a, str>),
    /// A whole number, written with the language's separators and usable for plurals.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {$(
        impl From<$number> for Arg<'_> {
            fn from(number: $number) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )+};
}
numbers!(u8, u32, u64, usize, i32, i64);

/// Texts in one language. Copy it wherever it is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tr(Lang);

impl Tr {
    /// Texts in `lang`.
    pub const fn new(lang: Lang) -> Self {
        Self(lang)
    }

    /// The language.
    pub const fn lang(self) -> Lang {
        self.0
    }

    /// The message `key` that takes no arguments. A key that does not exist shows as itself; a test keeps
    /// that from being shipped.
    pub fn s(self, key: &str) -> String {
        self.a(key, &[])
    }

    /// The message `key` filled in with `args`.
    pub fn a(self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let bundle = bundle(self.0);
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            match value {
                Arg::Text(text) => values.set(*name, text.as_ref()),
                Arg::Number(number) => values.set(*name, FluentValue::from(*number)),
            }
        }
        let mut errors = Vec::new();
        bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned()
    }

    /// Whether the message exists in this language.
    pub fn has(self, key: &str) -> bool {
        bundle(self.0).has_message(key)
    }

    /// What a reader is told about a broken rule.
    pub fn rule(self, rule: Rule) -> String {
        let numbers = rule.numbers();
        let args: Vec<_> = numbers.iter().map(|(name, number)| (*name, Arg::from(*number))).collect();
        self.a(&format!("rule-{}", rule.code()), &args)
    }
}

const KO: &[&str] = &[
    include_str!("../locales/ko/shell.ftl"),
    include_str!("../locales/ko/rules.ftl"),
    include_str!("../locales/ko/problems.ftl"),
    include_str!("../locales/ko/mail.ftl"),
    include_str!("../locales/ko/members.ftl"),
    include_str!("../locales/ko/profile.ftl"),
    include_str!("../locales/ko/operators.ftl"),
    include_str!("../locales/ko/api.ftl"),
    include_str!("../locales/ko/api-projects.ftl"),
    include_str!("../locales/ko/api-products.ftl"),
    include_str!("../locales/ko/api-approvals.ftl"),
    include_str!("../locales/ko/api-organizations.ftl"),
    include_str!("../locales/ko/program.ftl"),
    include_str!("../locales/ko/organizations.ftl"),
    include_str!("../locales/ko/orders.ftl"),
    include_str!("../locales/ko/approvals.ftl"),
    include_str!("../locales/ko/projects.ftl"),
    include_str!("../locales/ko/catalog.ftl"),
    include_str!("../locales/ko/clusters.ftl"),
    include_str!("../locales/ko/billing.ftl"),
    include_str!("../locales/ko/promotions.ftl"),
    include_str!("../locales/ko/sandbox.ftl"),
    include_str!("../locales/ko/subscriptions.ftl"),
    include_str!("../locales/ko/notices.ftl"),
];

const EN: &[&str] = &[
    include_str!("../locales/en/shell.ftl"),
    include_str!("../locales/en/rules.ftl"),
    include_str!("../locales/en/problems.ftl"),
    include_str!("../locales/en/mail.ftl"),
    include_str!("../locales/en/members.ftl"),
    include_str!("../locales/en/profile.ftl"),
    include_str!("../locales/en/operators.ftl"),
    include_str!("../locales/en/api.ftl"),
    include_str!("../locales/en/api-projects.ftl"),
    include_str!("../locales/en/api-products.ftl"),
    include_str!("../locales/en/api-approvals.ftl"),
    include_str!("../locales/en/api-organizations.ftl"),
    include_str!("../locales/en/program.ftl"),
    include_str!("../locales/en/organizations.ftl"),
    include_str!("../locales/en/orders.ftl"),
    include_str!("../locales/en/approvals.ftl"),
    include_str!("../locales/en/projects.ftl"),
    include_str!("../locales/en/catalog.ftl"),
    include_str!("../locales/en/clusters.ftl"),
    include_str!("../locales/en/billing.ftl"),
    include_str!("../locales/en/promotions.ftl"),
    include_str!("../locales/en/sandbox.ftl"),
    include_str!("../locales/en/subscriptions.ftl"),
    include_str!("../locales/en/notices.ftl"),
];

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 2]> = LazyLock::new(|| [build(Lang::Ko, KO), build(Lang::En, EN)]);

fn bundle(lang: Lang) -> &'static Bundle {
    match lang {
        Lang::Ko => &BUNDLES[0],
        Lang::En => &BUNDLES[1],
    }
}

fn build(lang: Lang, files: &[&str]) -> Bundle {
    let locale: LanguageIdentifier = lang.tag().parse().expect("`ko` and `en` are language tags");
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    // Isolation marks would be typed, copied and matched along with the text.
    bundle.set_use_isolating(false);
    for file in files {
        let resource = FluentResource::try_new((*file).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("locale {}: {errors:?}", lang.tag()));
        bundle.add_resource(resource).unwrap_or_else(|errors| panic!("locale {}: {errors:?}", lang.tag()));
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_parse_and_no_key_is_defined_twice() {
        for lang in Lang::ALL {
            assert_eq!(Tr::new(lang).s("no-such-key"), "no-such-key");
        }
    }

    #[test]
    fn every_file_of_texts_is_read() {
        for (folder, read) in [("ko", KO), ("en", EN)] {
            let path = format!("{}/locales/{folder}", env!("CARGO_MANIFEST_DIR"));
            assert_eq!(std::fs::read_dir(path).unwrap().count(), read.len(), "{folder}");
        }
    }

    #[test]
    fn every_rule_with_numbers_shows_them() {
        for lang in Lang::ALL {
            let text = Tr::new(lang).rule(Rule::PasswordGuide { min: 8, max: 15 });
            assert!(text.contains('8') && text.contains("15"), "{text}");
        }
    }
}
