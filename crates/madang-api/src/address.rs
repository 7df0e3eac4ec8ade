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

/// Both parameters of a path: a thing, and one that belongs to it. Where either can't be parsed: 404.
pub(crate) struct AtBoth<A, B>(pub(crate) A, pub(crate) B);

impl<A: FromStr, B: FromStr, S: Send + Sync> FromRequestParts<S> for AtBoth<A, B> {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fail> {
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Error::NotFound)?;
        let mut texts = params.iter().map(|(_, text)| text);
        let (Some(first), Some(second)) = (texts.next(), texts.next()) else {
            return Err(Error::NotFound.into());
        };
        match (first.parse(), second.parse()) {
            (Ok(first), Ok(second)) => Ok(Self(first, second)),
            _ => Err(Error::NotFound.into()),
        }
    }
}
