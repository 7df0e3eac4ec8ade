//! Reading and writing cookies. The session's has the `__Host-` prefix: browsers send it over TLS or loopback
//! only, and no other host can set it.

use http::header::{COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderValue};
use madang_model::Secret;

/// The session's cookie.
pub(crate) const SESSION: &str = "__Host-session";

/// The cookie that a visitor's forms are tied to.
pub(crate) const VISITOR: &str = "__Host-visitor";

/// The value of the first cookie called `name`.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// Has the browser present `token` from now on, until it is closed or signed out.
pub fn set_session(headers: &mut HeaderMap, token: &Secret) {
    remember_cookie(headers, SESSION, token.reveal(), None);
}

/// Has the browser forget its session.
pub fn clear_session(headers: &mut HeaderMap) {
    remember_cookie(headers, SESSION, "", Some(0));
}

/// Has the browser keep a cookie for `seconds`, or until it is closed. Scripts can't read it.
pub fn remember_cookie(headers: &mut HeaderMap, name: &str, value: &str, seconds: Option<u32>) {
    let age = seconds.map_or_else(String::new, |s| format!("; Max-Age={s}"));
    let text = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        headers.append(SET_COOKIE, value);
    }
}
