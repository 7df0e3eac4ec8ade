//! The embedded style sheets, scripts, icons and fonts, served under names that carry their content's hash.

use axum::Router;
use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The name changes with the content, so a copy never goes stale.
pub(super) const IMMUTABLE: &str = "public, max-age=31536000, immutable";

struct File {
    name: &'static str,
    content_type: &'static str,
    plain: &'static [u8],
    br: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

/// `GET /assets/{name}`: one embedded file, for everyone, cacheable for ever.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{name}", get(serve))
}

async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Ok(index) = FILES.binary_search_by(|file| file.name.cmp(&name)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let file = &FILES[index];
    let (encoding, body) = file.encoded(headers.get(ACCEPT_ENCODING));
    // Each encoding is a representation of its own and needs a tag of its own (RFC 9110 §8.8.3.3).
    let tag = format!("\"{}{}\"", file.name, encoding.map(|e| format!(".{e}")).unwrap_or_default());
    let fresh = [
        (ETAG, HeaderValue::from_str(&tag).expect("asset names are ASCII")),
        (CACHE_CONTROL, HeaderValue::from_static(IMMUTABLE)),
        (VARY, HeaderValue::from_static("Accept-Encoding")),
    ];
    if matches(headers.get(IF_NONE_MATCH), &tag) {
        return (StatusCode::NOT_MODIFIED, fresh).into_response();
    }
    let mut response = (fresh, body).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(file.content_type));
    if let Some(encoding) = encoding {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

impl File {
    /// The smallest form that the client takes.
    fn encoded(&self, accept: Option<&HeaderValue>) -> (Option<&'static str>, &'static [u8]) {
        let accept = accept.and_then(|value| value.to_str().ok()).unwrap_or_default();
        match (self.br, self.gzip) {
            (Some(body), _) if accepts(accept, "br") => (Some("br"), body),
            (_, Some(body)) if accepts(accept, "gzip") => (Some("gzip"), body),
            _ => (None, self.plain),
        }
    }
}

/// Whether an `Accept-Encoding` list names `coding` without refusing it by `q=0`.
fn accepts(list: &str, coding: &str) -> bool {
    list.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding))
            && !parts.any(|p| p.strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()) == Some(0.0))
    })
}

fn matches(header: Option<&HeaderValue>, tag: &str) -> bool {
    header
        .and_then(|value| value.to_str().ok())
        .is_some_and(|list| list.split(',').any(|item| item.trim().trim_start_matches("W/") == tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_for_the_search() {
        assert!(FILES.is_sorted_by(|a, b| a.name < b.name));
    }

    #[test]
    fn encodings_are_negotiated() {
        for (list, br, gzip) in [
            ("gzip, deflate, br", true, true),
            ("gzip;q=1.0, br;q=0", false, true),
            ("GZIP", false, true),
            ("identity", false, false),
            ("", false, false),
            ("brotli", false, false),
        ] {
            assert_eq!((accepts(list, "br"), accepts(list, "gzip")), (br, gzip), "{list}");
        }
    }
}
