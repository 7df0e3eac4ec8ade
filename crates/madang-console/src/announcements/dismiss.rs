//! Closing an announcement's line, on this browser.

use axum::response::{IntoResponse, Redirect, Response};
use http::HeaderMap;
use madang_model::AnnouncementId;
use madang_web::{Fail, Form, cookie, remember_cookie};

use super::banner::DISMISSED;
use crate::frame::At;
use crate::shell::is_local;

/// Longer than announcements usually stand.
const A_MONTH: u32 = 30 * 86_400;

/// As many as can be shown at once.
const MOST: usize = 20;

/// `POST /announcements/{id}/dismiss`: anyone may, for themselves.
pub(super) async fn act(
    headers: HeaderMap,
    At(id): At<AnnouncementId>,
    form: Form,
) -> Result<Response, Fail> {
    let before = cookie(&headers, DISMISSED).unwrap_or_default();
    let known =
        before.split('.').filter(|text| text.parse::<AnnouncementId>().is_ok_and(|known| known != id));
    let ids: Vec<String> =
        std::iter::once(id.to_string()).chain(known.map(str::to_owned)).take(MOST).collect();
    let back = form.text("back");
    let mut response = Redirect::to(if is_local(back) { back } else { "/" }).into_response();
    remember_cookie(response.headers_mut(), DISMISSED, &ids.join("."), Some(A_MONTH));
    Ok(response)
}
