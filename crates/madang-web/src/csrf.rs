//! Forms that only our own pages can send: a token tied to the browser's visitor cookie and session, and a look
//! at where the browser says the form comes from.

use axum::extract::{FromRequestParts, Request};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;
use http::request::Parts;
use madang_core::Ctx;

use crate::cookies::{SESSION, VISITOR, remember_cookie};
use crate::identity::is_api;
use crate::{Fail, Problem, cookie};

/// The token that a page's forms send back in their field `csrf`.
#[derive(Clone)]
pub struct FormToken(String);

impl FormToken {
    /// The token for the page that answers a request; none where the request did not get far enough to have one.
    pub fn of(parts: &Parts) -> Option<Self> {
        token(parts).map(Self)
    }

    /// The token's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a request's browser is known by, whether it is signed in or not.
#[derive(Clone)]
pub(crate) struct Browser(String);

/// Gives the browser a visitor cookie if it has none, so that its forms can be told from others'.
pub(crate) async fn browser(mut request: Request, next: Next) -> Response {
    // Programs send no forms and keep no cookies.
    if is_api(request.uri().path()) {
        return next.run(request).await;
    }
    let known = cookie(request.headers(), VISITOR).filter(|v| v.len() == 43).map(str::to_owned);
    let Some(ctx) = request.extensions().get::<Ctx>() else { return next.run(request).await };
    let fresh = known.is_none();
    let visitor = known.unwrap_or_else(|| ctx.new_token("").reveal().to_owned());
    request.extensions_mut().insert(Browser(visitor.clone()));
    let mut response = next.run(request).await;
    response.extensions_mut().insert(Browser(visitor.clone()));
    if fresh {
        remember_cookie(response.headers_mut(), VISITOR, &visitor, None);
    }
    response
}

impl<S: Send + Sync> FromRequestParts<S> for FormToken {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fail> {
        Self::of(parts).ok_or_else(|| Fail::problem(Problem::StaleForm))
    }
}

/// Refuses a form that is not from one of our own pages.
pub(crate) fn check(parts: &Parts, sent: Option<&str>) -> Result<(), Fail> {
    let ours = sent.and_then(|sent| is_ours(parts, sent)).unwrap_or(false);
    if ours && same_origin(&parts.headers) { Ok(()) } else { Err(Fail::problem(Problem::StaleForm)) }
}

/// What tokens are signed for.
const PURPOSE: &str = "form";

/// A new token. Each page has its own, so that compressing a page that repeats what someone typed gives
/// nothing away about it.
fn token(parts: &Parts) -> Option<String> {
    let ctx = parts.extensions.get::<Ctx>()?;
    let salt = ctx.new_token("");
    Some(format!("{}.{}", salt.reveal(), ctx.vault().sign(PURPOSE, bound(parts, salt.reveal())?.as_bytes())))
}

fn is_ours(parts: &Parts, sent: &str) -> Option<bool> {
    let ctx = parts.extensions.get::<Ctx>()?;
    let (salt, signature) = sent.split_once('.')?;
    Some(ctx.vault().verify(PURPOSE, bound(parts, salt)?.as_bytes(), signature))
}

/// What a token is bound to. The session's part is its id rather than its token: a rotation must not spoil an
/// open form, and a sign-in or sign-out must.
fn bound(parts: &Parts, salt: &str) -> Option<String> {
    let ctx = parts.extensions.get::<Ctx>()?;
    let browser = parts.extensions.get::<Browser>()?;
    let session = match &ctx.actor {
        madang_core::Actor::Member { via: madang_core::Via::Session { id, .. }, .. } => id.to_string(),
        madang_core::Actor::Member { .. } | madang_core::Actor::Visitor | madang_core::Actor::System => {
            String::new()
        }
    };
    Some(format!("{salt}\0{}\0{session}", browser.0))
}

/// What current browsers say of themselves; a client that says nothing has to have the token all the same.
fn same_origin(headers: &HeaderMap) -> bool {
    match headers.get("sec-fetch-site").and_then(|v| v.to_str().ok()) {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => match (
            headers.get("origin").and_then(|v| v.to_str().ok()),
            headers.get("host").and_then(|v| v.to_str().ok()),
        ) {
            (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, rest)| rest == host),
            _ => true,
        },
    }
}

/// The session token that a browser presents.
pub(crate) fn presented(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, SESSION).filter(|token| !token.is_empty())
}
