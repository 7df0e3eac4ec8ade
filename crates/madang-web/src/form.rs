//! Forms: bounded, in valid UTF-8, without control characters, and from one of our own pages.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use http::header::CONTENT_TYPE;
use madang_model::Secret;
use percent_encoding::percent_decode_str;

use crate::{Fail, Problem, csrf};

/// A form's fields as they were typed. Extracting one checks the page's token.
#[derive(Default)]
pub struct Form(pub(crate) Vec<(String, String)>);

/// The most fields a form has.
const MOST_FIELDS: usize = 200;

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Fail;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fail> {
        let (parts, body) = request.into_parts();
        let is_form = parts
            .headers
            .get(CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .is_some_and(|t| t.starts_with("application/x-www-form-urlencoded"));
        if !is_form {
            return Err(Fail::problem(Problem::UnsupportedMedia));
        }
        let head = http::Request::from_parts(parts.clone(), body);
        let bytes = Bytes::from_request(head, state).await.map_err(|_| Fail::problem(Problem::TooLarge))?;
        let text = std::str::from_utf8(&bytes).map_err(|_| Fail::problem(Problem::Malformed))?;
        let form = Self::parse(text).ok_or_else(|| Fail::problem(Problem::Malformed))?;
        csrf::check(&parts, form.find("csrf"))?;
        Ok(form)
    }
}

impl Form {
    /// Parses `application/x-www-form-urlencoded` text; none where it is not valid UTF-8, or has control
    /// characters other than those of ordinary text.
    pub fn parse(text: &str) -> Option<Self> {
        let mut fields = Vec::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            fields.push((decode(name)?, decode(value)?));
            if fields.len() > MOST_FIELDS {
                return None;
            }
        }
        Some(Self(fields))
    }

    /// What was typed into a field; empty where the form has no such field.
    pub fn text(&self, name: &str) -> &str {
        self.find(name).unwrap_or_default()
    }

    /// What was typed into a field that nobody may see.
    pub fn secret(&self, name: &str) -> Secret {
        Secret::new(self.text(name))
    }

    /// Whether a box is ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.find(name).is_some_and(|value| !value.is_empty())
    }

    /// Every value of a field that is there several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Every field with its value.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Adds a field; none where there are too many.
    pub(crate) fn add(&mut self, name: String, value: String) -> Option<()> {
        self.0.push((name, value));
        (self.0.len() <= MOST_FIELDS).then_some(())
    }

    pub(crate) fn find(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

fn decode(text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8().ok()?;
    is_ordinary(&decoded).then(|| decoded.into_owned())
}

/// Whether a text has no control characters but those of ordinary text.
pub(crate) fn is_ordinary(text: &str) -> bool {
    text.chars().all(|c| !c.is_control() || matches!(c, '\r' | '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_and_never_has_control_characters(text in any::<String>()) {
            if let Some(form) = Form::parse(&text) {
                for (name, value) in form.fields() {
                    let ordinary = |c: char| !c.is_control() || matches!(c, '\r' | '\n' | '\t');
                    prop_assert!(name.chars().all(ordinary) && value.chars().all(ordinary));
                }
            }
        }

        #[test]
        fn what_a_browser_encodes_comes_back(value in "[^\\p{Cc}]{0,40}") {
            let encoded: String = value.bytes().map(|b| format!("%{b:02x}")).collect();
            let form = Form::parse(&format!("field={encoded}")).unwrap();
            prop_assert_eq!(form.text("field"), value);
        }
    }

    #[test]
    fn fields_are_decoded_or_the_form_refused() {
        let form = Form::parse("name=%ED%99%8D+%EA%B8%B8%EB%8F%99&tick=on&empty=&a=1&a=2").unwrap();
        assert_eq!(form.text("name"), "홍 길동");
        assert!(form.ticked("tick") && !form.ticked("empty") && !form.ticked("missing"));
        assert_eq!(form.all("a").collect::<Vec<_>>(), ["1", "2"]);
        for bad in ["name=%ff", "name=a%00b", "name=%1b[31m"] {
            assert!(Form::parse(bad).is_none(), "{bad}");
        }
        assert!(Form::parse(&"a=1&".repeat(201)).is_none());
    }
}
