//! The browser's hold on a sign-up in progress: its token, in a cookie.

use http::HeaderMap;
use madang_core::Ctx;
use madang_model::Secret;
use madang_web::{cookie, remember_cookie};

const COOKIE: &str = "__Host-sign-up";

/// The token of the sign-up that this browser is in.
pub(super) fn presented(headers: &HeaderMap) -> Option<Secret> {
    cookie(headers, COOKIE).filter(|token| !token.is_empty()).map(Secret::new)
}

/// Has the browser present `token` for as long as a sign-up may take.
pub(super) fn remember(ctx: &Ctx, headers: &mut HeaderMap, token: &Secret) {
    let seconds = ctx.settings().sign_up.minutes.saturating_mul(60);
    remember_cookie(headers, COOKIE, token.reveal(), Some(seconds));
}

/// Has the browser forget it.
pub(super) fn forget(headers: &mut HeaderMap) {
    remember_cookie(headers, COOKIE, "", Some(0));
}
