//! What a path names.

use std::str::FromStr;

use axum::extract::{FromRequestParts, RawPathParams};
use http::request::Parts;
use madang_core::Error;
use madang_web::Fail;

/// The one parameter of a path. One that can't be parsed names nothing: 404.
pub(crate) struct At<T>(pub(crate) T);

impl<T: FromStr, S: Send + Sync> FromRequestParts<S> for At<T> {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fail> {
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Error::NotFound)?;
        let (_, text) = params.iter().next().ok_or(Error::NotFound)?;
        text.parse().map(Self).map_err(|_| Error::NotFound.into())
    }
}
