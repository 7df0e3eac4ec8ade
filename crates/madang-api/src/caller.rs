//! Whose request it is.

use axum::extract::FromRequestParts;
use http::request::Parts;
use madang_core::{Actor, Ctx, Error};
use madang_web::{Caller, Fail};

/// The context of a request that nobody unknown may make. What its member may do, the operation decides; this
/// only answers 401 before a body is looked at.
pub(crate) struct SignedIn(pub(crate) Ctx);

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fail> {
        let Caller(ctx) = Caller::from_request_parts(parts, state).await?;
        match ctx.actor {
            Actor::Member { .. } => Ok(Self(ctx)),
            Actor::Visitor | Actor::System => Err(Error::SignInRequired.into()),
        }
    }
}
