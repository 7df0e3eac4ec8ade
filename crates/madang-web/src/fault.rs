//! Errors on their way to a reader: a handler answers [`Fail`], a layer has the surface's own face put on it.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::RETRY_AFTER;
use http::{HeaderValue, StatusCode};
use madang_core::{Ctx, Error};

use crate::MaybeCaller;
use crate::csrf::Browser;
use crate::identity::is_api;

/// An operation's error, or a request that never reached one.
#[derive(Debug, Clone)]
pub enum Fault {
    /// An operation's.
    Operation(Arc<Error>),
    /// The request's own.
    Request(Problem),
}

/// What can be wrong with a request before any operation sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// No such address.
    NotFound,
    /// The address is there, but not for this method.
    MethodNotAllowed,
    /// Not UTF-8, not JSON, control characters, a parameter of the wrong form.
    Malformed,
    /// Not a form, or not JSON, where one was needed.
    UnsupportedMedia,
    /// Too large.
    TooLarge,
    /// The form is not from a page that this browser was given, or that page is too old.
    StaleForm,
    /// Too many requests.
    TooMany,
    /// It took too long.
    TimedOut,
    /// A mistake of ours that nothing else caught.
    Crashed,
}

impl Problem {
    /// The stable code, used in messages (`problem-<code>`) and problem documents.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::Malformed => "malformed",
            Self::UnsupportedMedia => "unsupported-media",
            Self::TooLarge => "too-large",
            Self::StaleForm => "stale-form",
            Self::TooMany => "too-many-requests",
            Self::TimedOut => "timed-out",
            Self::Crashed => "internal",
        }
    }

    fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::StaleForm => StatusCode::FORBIDDEN,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::TimedOut => StatusCode::REQUEST_TIMEOUT,
            Self::Crashed => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// The HTTP status of a fault: `docs/dev/http-status.md`.
pub fn status_of(fault: &Fault) -> StatusCode {
    match fault {
        Fault::Request(problem) => problem.status(),
        Fault::Operation(error) => match error.as_ref() {
            Error::SignInRequired => StatusCode::UNAUTHORIZED,
            Error::ReauthenticationRequired | Error::Forbidden => StatusCode::FORBIDDEN,
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Refused(_) => StatusCode::CONFLICT,
            Error::Limited { .. } => StatusCode::TOO_MANY_REQUESTS,
            Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        },
    }
}

/// For how many seconds a client should wait before it tries again, where that is known; at least one.
pub fn retry_after_seconds(fault: &Fault) -> Option<u32> {
    let wait = match fault {
        Fault::Operation(error) => match error.as_ref() {
            Error::Limited { retry_after } => *retry_after,
            Error::Unavailable(_) => Duration::from_secs(5),
            Error::SignInRequired
            | Error::ReauthenticationRequired
            | Error::Forbidden
            | Error::NotFound
            | Error::Invalid(_)
            | Error::Refused(_)
            | Error::Internal(_) => return None,
        },
        Fault::Request(Problem::TooMany) => Duration::from_secs(10),
        Fault::Request(_) => return None,
    };
    Some(u32::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u32::MAX).max(1))
}

/// What a handler answers instead of its result.
#[derive(Debug)]
pub struct Fail(Fault);

impl Fail {
    /// A request that never reached an operation.
    pub fn problem(problem: Problem) -> Self {
        Self(Fault::Request(problem))
    }
}

impl From<Error> for Fail {
    fn from(error: Error) -> Self {
        Self(Fault::Operation(Arc::new(error)))
    }
}

impl IntoResponse for Fail {
    /// Without a face; `faces` puts one on.
    fn into_response(self) -> Response {
        let mut response = status_of(&self.0).into_response();
        response.extensions_mut().insert(self.0);
        response
    }
}

/// How faults look, for each surface.
#[derive(Clone, Copy)]
pub struct Faces {
    /// Under `/api/`.
    pub api: fn(&Ctx, &Fault) -> Response,
    /// Everywhere else. The request's head has who asks in its extensions, as far as that was found out.
    pub page: fn(&Ctx, &Fault, &http::request::Parts) -> Response,
}

/// Logs a fault that someone must look at, once and with its causes, and puts the surface's face on it.
pub(crate) async fn faces(State(faces): State<Faces>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let mut head = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(fault) = response.extensions().get::<Fault>().cloned() else { return response };
    learn(&mut head, &response);
    let Some(ctx) = head.extensions.get::<Ctx>().cloned() else { return response };
    fault.log(&ctx);
    let mut faced =
        if is_api(head.uri.path()) { (faces.api)(&ctx, &fault) } else { (faces.page)(&ctx, &fault, &head) };
    if let Some(seconds) = retry_after_seconds(&fault) {
        faced.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    for (name, value) in response.headers() {
        if name == http::header::SET_COOKIE {
            faced.headers_mut().append(name, value.clone());
        }
    }
    faced
}

/// Takes over what the layers within found out about the request, as far as it got.
fn learn(head: &mut http::request::Parts, response: &Response) {
    let found = response.extensions();
    if let Some(ctx) = found.get::<Ctx>() {
        head.extensions.insert(ctx.clone());
    }
    if let Some(caller) = found.get::<MaybeCaller>() {
        head.extensions.insert(caller.clone());
    }
    if let Some(browser) = found.get::<Browser>() {
        head.extensions.insert(browser.clone());
    }
}

impl Fault {
    /// Writes down what operators should know of a fault.
    pub fn log(&self, ctx: &Ctx) {
        let request_id = ctx.origin.request_id.as_str();
        match self {
            Fault::Operation(error) => match error.as_ref() {
                Error::Internal(cause) => {
                    tracing::error!(
                        request.id = request_id,
                        error = chain(cause.as_ref()),
                        "an operation failed"
                    )
                }
                Error::Unavailable(cause) => {
                    tracing::warn!(
                        request.id = request_id,
                        error = chain(cause),
                        "the database is unavailable"
                    )
                }
                Error::Forbidden => tracing::info!(request.id = request_id, "not allowed"),
                // Figures count these; a line each would let a flood fill the disk.
                Error::Limited { .. } => tracing::debug!(request.id = request_id, "limited"),
                Error::SignInRequired
                | Error::ReauthenticationRequired
                | Error::NotFound
                | Error::Invalid(_)
                | Error::Refused(_) => {}
            },
            Fault::Request(Problem::Crashed) => {
                tracing::error!(request.id = request_id, "a handler panicked")
            }
            Fault::Request(Problem::NotFound | Problem::MethodNotAllowed) => {}
            Fault::Request(Problem::TooMany) => tracing::debug!(request.id = request_id, "throttled"),
            // Who sends these is probing, or something of ours is broken.
            Fault::Request(problem) => {
                tracing::info!(request.id = request_id, problem = problem.code(), "a request was turned away")
            }
        }
    }
}

fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}
