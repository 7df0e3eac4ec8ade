//! JSON bodies: bounded, in valid UTF-8, without control characters, with no field that is not expected and
//! none that is there twice.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use madang_core::Ctx;
use madang_web::{Fail, Problem};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;

use crate::face::{self, Unreadable};

/// A request's JSON body.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        if !is_json(request.headers()) {
            return Err(Fail::problem(Problem::UnsupportedMedia).into_response());
        }
        let ctx = request.extensions().get::<Ctx>().cloned();
        let bytes = read(request, state).await?;
        parse(&bytes).map(Self).map_err(|unreadable| match ctx {
            Some(ctx) => face::unreadable(&ctx, &unreadable),
            None => Fail::problem(Problem::Malformed).into_response(),
        })
    }
}

/// Takes the whole body into memory, within the limit of every body.
pub(crate) async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Response> {
    Bytes::from_request(request, state).await.map_err(|rejection| {
        let too_large = rejection.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE;
        Fail::problem(if too_large { Problem::TooLarge } else { Problem::Malformed }).into_response()
    })
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(kind) = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
    let mut parts = kind.split(';').map(str::trim);
    let charset_fits = |part: &str| {
        part.is_empty()
            || part.eq_ignore_ascii_case("charset=utf-8")
            || part.eq_ignore_ascii_case("charset=\"utf-8\"")
    };
    parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case("application/json")) && parts.all(charset_fits)
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    let text =
        std::str::from_utf8(bytes).map_err(|error| Unreadable::Bytes { offset: error.valid_up_to() })?;
    let value: Value = serde_json::from_str(text).map_err(|error| syntax(&error))?;
    // Of an array, the fields would be taken in their order.
    if !value.is_object() {
        return Err(Unreadable::Field { pointer: String::new(), reason: "expected an object".to_owned() });
    }
    if let Some(pointer) = control_character(&value) {
        return Err(Unreadable::Field { pointer, reason: "control characters are not allowed".to_owned() });
    }
    // From the text, not from the value: a value no longer knows of fields that were there twice.
    let mut json = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let mut pointer = String::new();
        for segment in error.path() {
            match segment {
                Segment::Seq { index } => step(&mut pointer, &index.to_string()),
                Segment::Map { key } => step(&mut pointer, key),
                Segment::Enum { .. } | Segment::Unknown => {}
            }
        }
        Unreadable::Field { pointer, reason: reason(error.inner()) }
    })
}

fn syntax(error: &serde_json::Error) -> Unreadable {
    Unreadable::Line { line: error.line(), column: error.column(), reason: reason(error) }
}

/// What is wrong, without its place, which is told apart, and never much of what was sent.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or_default();
    // A value of the wrong type is quoted by the parser; it may be a password.
    match text.split_once(": string \"") {
        Some((before, rest)) => format!(
            "{before}: a string{}",
            rest.rsplit_once("\", ").map_or_else(String::new, |(_, after)| format!(", {after}"))
        ),
        None => text.chars().take(300).collect(),
    }
}

/// Where the first text or name with a control character is that no ordinary text has, as a JSON pointer.
fn control_character(value: &Value) -> Option<String> {
    fn strange(text: &str) -> bool {
        text.chars().any(|c| c.is_control() && !matches!(c, '\r' | '\n' | '\t'))
    }
    fn walk(value: &Value, at: &mut String) -> bool {
        match value {
            Value::String(text) => strange(text),
            Value::Array(items) => items.iter().enumerate().any(|(n, item)| within(item, &n.to_string(), at)),
            Value::Object(fields) => {
                fields.iter().any(|(name, field)| strange(name) || within(field, name, at))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }
    fn within(value: &Value, name: &str, at: &mut String) -> bool {
        let before = at.len();
        step(at, name);
        let found = walk(value, at);
        if !found {
            at.truncate(before);
        }
        found
    }
    let mut at = String::new();
    walk(value, &mut at).then_some(at)
}

/// Adds a name to a JSON pointer (RFC 6901).
fn step(pointer: &mut String, name: &str) {
    pointer.push('/');
    pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        name: String,
        #[serde(default)]
        list: Vec<u8>,
    }

    fn refused(text: &str) -> Unreadable {
        parse::<Sample>(text.as_bytes()).map(|read| panic!("{read:?}")).unwrap_err()
    }

    fn field(pointer: &str, reason: &str) -> Unreadable {
        Unreadable::Field { pointer: pointer.to_owned(), reason: reason.to_owned() }
    }

    #[test]
    fn a_refused_body_is_told_where() {
        let read = parse::<Sample>(r#"{"name":"홍길동","list":[1]}"#.as_bytes()).unwrap();
        assert_eq!((read.name.as_str(), read.list.as_slice()), ("홍길동", &[1_u8][..]));
        assert!(matches!(refused("{\n  \"name\": }"), Unreadable::Line { line: 2, .. }));
        assert_eq!(parse::<Sample>(b"{\"name\":\"\xff\"}").unwrap_err(), Unreadable::Bytes { offset: 9 });
        assert_eq!(refused(r#"{"name":"a\u0000b"}"#), field("/name", "control characters are not allowed"));
        assert_eq!(
            refused(r#"{"name":"a","list":[1,"geheim"]}"#),
            field("/list/1", "invalid type: a string, expected u8")
        );
        assert_eq!(refused(r#"{"name":"a","name":"b"}"#), field("", "duplicate field `name`"));
        assert_eq!(
            refused(r#"{"name":"a","a/b":1}"#),
            field("/a~1b", "unknown field `a/b`, expected `name` or `list`")
        );
        assert!(matches!(
            refused(&format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000))),
            Unreadable::Line { .. }
        ));
        assert_eq!(refused(r#"["a",[1]]"#), field("", "expected an object"));
        assert!(matches!(refused(r#"{"name":"a"} x"#), Unreadable::Line { .. }));
    }

    #[test]
    fn content_types() {
        for (kind, fits) in [
            ("application/json", true),
            ("Application/JSON; charset=UTF-8", true),
            ("application/json; charset=euc-kr", false),
            ("text/json", false),
        ] {
            assert_eq!(
                is_json(&HeaderMap::from_iter([(CONTENT_TYPE, kind.parse().unwrap())])),
                fits,
                "{kind}"
            );
        }
        assert!(!is_json(&HeaderMap::new()));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(read) = parse::<Sample>(&bytes) {
                prop_assert!(!read.name.contains('\0'));
            }
        }

        #[test]
        fn any_name_comes_through_as_it_is(name in "[^\\p{Cc}]{0,40}") {
            let sent = serde_json::json!({ "name": name }).to_string();
            prop_assert_eq!(parse::<Sample>(sent.as_bytes()).unwrap().name, name);
        }
    }
}
