//! Files that people gave, on their way back: to be kept, never to be shown.

use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What RFC 8187 leaves as it is.
const ATTR: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A file to be downloaded under this name. Whatever is in it, no browser takes it for a page or runs it.
pub fn download(name: &str, content: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, "application/octet-stream".to_owned()),
        (CONTENT_DISPOSITION, disposition(name)),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    (headers, content).into_response()
}

/// The name twice: in letters that every client reads, and as it is (RFC 6266).
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%') || c == ' ' { c } else { '_' })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", utf8_percent_encode(name, ATTR))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_given_in_both_forms() {
        assert_eq!(
            disposition("계획 1.pdf"),
            "attachment; filename=\"__ 1.pdf\"; filename*=UTF-8''%EA%B3%84%ED%9A%8D%201.pdf"
        );
        assert_eq!(
            disposition("a\"; b=\"c\r\n.txt"),
            "attachment; filename=\"a_; b=_c__.txt\"; filename*=UTF-8''a%22%3B%20b%3D%22c%0D%0A.txt"
        );
    }

    proptest! {
        #[test]
        fn any_name_is_a_header(name in any::<String>()) {
            let text = disposition(&name);
            prop_assert!(http::HeaderValue::from_str(&text).is_ok());
            prop_assert_eq!(text.matches('"').count(), 2);
        }
    }
}
