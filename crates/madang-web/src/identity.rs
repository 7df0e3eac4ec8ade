//! Finding out who a request comes from.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::AUTHORIZATION;
use http::request::Parts;
use madang_core::members::{Authenticated, Presented, authenticate};
use madang_core::{Ctx, Error};
use madang_model::Secret;

use crate::{Fail, clear_session, csrf, set_session};

/// The prefix of personal access tokens.
const TOKEN_PREFIX: &str = "mdg_pat_";

/// Who a request comes from, visitors included: the [`Ctx`] to call operations with.
#[derive(Clone)]
pub struct Caller(pub Ctx);

/// The signed-in member's stored row, where there is one.
#[derive(Clone)]
pub struct MaybeCaller(pub Option<std::sync::Arc<Authenticated>>);

/// Authenticates the request. Under `/api/` only by bearer token: a cookie that browsers add by themselves must
/// not be enough there. Everywhere else only by the session cookie.
pub(crate) async fn authenticated(State(()): State<()>, mut request: Request, next: Next) -> Response {
    let Some(mut ctx) = request.extensions().get::<Ctx>().cloned() else { return next.run(request).await };
    let presented = presented(&request);
    let found = match &presented {
        None => None,
        Some(presented) => match authenticate(&ctx, presented).await {
            Ok(found) => Some(found),
            Err(Error::SignInRequired) => None,
            Err(error) => return Fail::from(error).into_response(),
        },
    };
    let is_browser = matches!(presented, Some(Presented::Session(_)));
    let over = is_browser && found.is_none();
    let bad_token = !is_browser && presented.is_some() && found.is_none();
    if bad_token {
        return Fail::from(Error::SignInRequired).into_response();
    }
    let rotated = found.as_ref().and_then(|f| f.rotated.clone());
    if let Some(found) = &found {
        ctx.actor = found.actor.clone();
    }
    request.extensions_mut().insert(ctx.clone());
    let caller = MaybeCaller(found.map(std::sync::Arc::new));
    request.extensions_mut().insert(caller.clone());
    let mut response = next.run(request).await;
    let has_session = response
        .headers()
        .get_all(http::header::SET_COOKIE)
        .iter()
        .any(|v| v.as_bytes().starts_with(b"__Host-session="));
    match rotated {
        Some(token) if is_browser && !has_session => set_session(response.headers_mut(), &token),
        None if over && !has_session => clear_session(response.headers_mut()),
        Some(_) | None => {}
    }
    response.extensions_mut().insert(ctx);
    response.extensions_mut().insert(caller);
    response
}

/// Whether a path is the API's: bearer tokens and problem documents there, cookies and pages everywhere else,
/// the API's own reference included.
pub(crate) fn is_api(path: &str) -> bool {
    path.starts_with("/api/") && path != "/api/docs"
}

fn presented(request: &Request) -> Option<Presented> {
    if is_api(request.uri().path()) {
        let header = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
        let (scheme, token) = header.split_once(' ')?;
        let token = scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())?;
        let secret = Secret::new(token);
        Some(if token.starts_with(TOKEN_PREFIX) {
            Presented::Token(secret)
        } else {
            Presented::Client(secret)
        })
    } else {
        csrf::presented(request.headers()).map(|token| Presented::Session(Secret::new(token)))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fail> {
        let ctx = parts.extensions.get::<Ctx>().cloned();
        ctx.map(Self).ok_or_else(|| Error::internal("the request passed no client layer").into())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for MaybeCaller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or(Self(None)))
    }
}
