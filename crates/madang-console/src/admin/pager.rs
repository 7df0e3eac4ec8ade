//! Lists that go on: the address of the next page is this page's with another cursor.

use crate::frame::Frame;
use crate::shell::Pager;

/// The pager of a list whose address has its cursor in `cursor`.
pub(crate) fn pager(frame: &Frame, cursor: &str, next: Option<String>) -> Pager {
    let first = (!frame.query.text(cursor).is_empty()).then(|| address(frame, cursor, None));
    Pager { first, next: next.map(|next| address(frame, cursor, Some(&next))), ..Pager::default() }
}

fn address(frame: &Frame, cursor: &str, value: Option<&str>) -> String {
    let path = frame.page.path.split('?').next().unwrap_or_default();
    let kept =
        frame.query.fields().filter(|(name, value)| *name != cursor && *name != "done" && !value.is_empty());
    let asked: Vec<String> = kept
        .chain(value.map(|value| (cursor, value)))
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect();
    if asked.is_empty() { path.to_owned() } else { format!("{path}?{}", asked.join("&")) }
}

/// `text` as it stands in a query.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}
