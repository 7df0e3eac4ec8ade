//! Parameters after the `?`: in valid UTF-8, without control characters, each once, none that is unknown.

use axum::extract::{FromRequestParts, Query};
use axum::response::{IntoResponse, Response};
use http::Uri;
use http::request::Parts;
use madang_core::Ctx;
use madang_web::{Fail, Problem};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;

use crate::face::{self, Unreadable};

/// A request's parameters.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        parse(&parts.uri).map(Self).map_err(|unreadable| match parts.extensions.get::<Ctx>() {
            Some(ctx) => face::unreadable(ctx, &unreadable),
            None => Fail::problem(Problem::Malformed).into_response(),
        })
    }
}

fn parse<T: DeserializeOwned>(uri: &Uri) -> Result<T, Unreadable> {
    let mut seen = Vec::new();
    for pair in uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let refused =
            |reason: &str| Unreadable::Parameter { name: printable(name), reason: reason.to_owned() };
        let name = decode(name).ok_or_else(|| refused("not valid text"))?;
        decode(value).ok_or_else(|| refused("not valid text"))?;
        if seen.contains(&name) {
            return Err(refused("given twice"));
        }
        seen.push(name);
    }
    Query::try_from_uri(uri).map(|Query(read)| read).map_err(|rejection| {
        let reason = rejection.body_text();
        let reason = reason.strip_prefix("Failed to deserialize query string: ").unwrap_or(&reason);
        let (name, reason) = reason.split_once(": ").unwrap_or(("", reason));
        Unreadable::Parameter { name: printable(name), reason: reason.chars().take(300).collect() }
    })
}

fn decode(text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8().ok()?;
    (!decoded.chars().any(char::is_control)).then(|| decoded.into_owned())
}

fn printable(name: &str) -> String {
    name.chars().filter(char::is_ascii_graphic).take(60).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        search: Option<String>,
        limit: Option<u32>,
    }

    fn read(query: &str) -> Result<Sample, Unreadable> {
        parse(&format!("/x?{query}").parse().unwrap())
    }

    #[test]
    fn parameters_are_read_or_refused_by_name() {
        let read_well = read("search=%ED%99%8D+%EA%B8%B8&limit=7").unwrap();
        assert_eq!((read_well.search.as_deref(), read_well.limit), (Some("홍 길"), Some(7)));
        assert!(read("").unwrap().search.is_none());
        for (query, name) in [
            ("search=%ff", "search"),
            ("search=a%00", "search"),
            ("limit=1&limit=2", "limit"),
            ("limit=-1", "limit"),
            ("limit=", "limit"),
            ("page=1", "page"),
        ] {
            match read(query) {
                Err(Unreadable::Parameter { name: told, .. }) => assert_eq!(told, name, "{query}"),
                other => panic!("{query}: {other:?}"),
            }
        }
    }

    proptest! {
        #[test]
        fn any_query_is_read_or_refused(query in "[!$-;=?-Z_a-z~]{0,60}") {
            if let Ok(uri) = format!("/x?{query}").parse::<Uri>() && let Ok(read) = parse::<Sample>(&uri) {
                prop_assert!(read.search.is_none_or(|text| !text.chars().any(char::is_control)));
            }
        }
    }
}
