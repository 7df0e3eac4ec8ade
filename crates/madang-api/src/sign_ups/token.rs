//! The token that a sign-up's steps present.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, HeaderName};
use madang_model::Secret;

/// The header that carries it.
pub(crate) const HEADER: HeaderName = HeaderName::from_static("sign-up-token");

/// What a request presents, as it is.
pub(crate) fn token_text(headers: &HeaderMap) -> Option<&str> {
    headers.get(HEADER).and_then(|value| value.to_str().ok())
}

/// The token of a request. One without is like one of a sign-up that is over: the operation says so.
pub(crate) struct SignUpToken(pub(crate) Secret);

impl<S: Send + Sync> FromRequestParts<S> for SignUpToken {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(Secret::new(token_text(&parts.headers).unwrap_or_default())))
    }
}
