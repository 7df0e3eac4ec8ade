//! How faults look in the console: the one place where an operation's error becomes a page.

use axum::response::{IntoResponse, Redirect, Response};
use http::Method;
use http::request::Parts;
use madang_core::{Ctx, Error, Refusal};
use madang_web::{Fault, Problem, retry_after_seconds, status_of};

use crate::frame::known_page;
use crate::shell::{ErrorKind, ErrorPage};

/// The page for a fault. A visitor is sent to sign in and comes back afterwards.
pub fn page(ctx: &Ctx, fault: &Fault, parts: &Parts) -> Response {
    if let Some(redirect) = elsewhere(fault, parts) {
        return redirect;
    }
    let kind = kind_of(fault);
    let reference = Some(ctx.origin.request_id.clone());
    let error_page = ErrorPage::new(known_page(ctx, parts), kind, reference).with_status(status_of(fault));
    if let Fault::Operation(error) = fault
        && let Error::Refused(refusal) = error.as_ref()
    {
        return error_page.saying(refusal.words(ctx.tr())).into_response();
    }
    error_page.into_response()
}

fn elsewhere(fault: &Fault, parts: &Parts) -> Option<Response> {
    let Fault::Operation(error) = fault else { return None };
    let target = match error.as_ref() {
        Error::SignInRequired => "/sign-in",
        Error::ReauthenticationRequired => "/sign-in/again",
        Error::Refused(Refusal::TermsPending) => "/terms/agree",
        Error::Refused(Refusal::PasswordInitial) => "/me/password",
        Error::Refused(_)
        | Error::Forbidden
        | Error::NotFound
        | Error::Invalid(_)
        | Error::Limited { .. }
        | Error::Unavailable(_)
        | Error::Internal(_) => return None,
    };
    let back = match parts.method {
        Method::GET => parts.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str).to_owned(),
        // What was posted can't be posted again by a redirect; its page can be shown again.
        _ => parts
            .headers
            .get("referer")
            .and_then(|v| v.to_str().ok())
            .and_then(local_path)
            .unwrap_or_else(|| "/".to_owned()),
    };
    let next = percent_encode(&back);
    Some(Redirect::to(&format!("{target}?next={next}")).into_response())
}

fn local_path(referer: &str) -> Option<String> {
    let uri: http::Uri = referer.parse().ok()?;
    uri.path_and_query().map(|path| path.as_str().to_owned())
}

fn percent_encode(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b"-._~/".contains(&b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

fn kind_of(fault: &Fault) -> ErrorKind {
    match fault {
        Fault::Request(problem) => match problem {
            Problem::NotFound | Problem::MethodNotAllowed => ErrorKind::NotFound,
            Problem::StaleForm => ErrorKind::StaleForm,
            Problem::TooLarge => ErrorKind::TooLarge,
            Problem::TooMany => ErrorKind::TooMany(retry_after_seconds(fault)),
            Problem::Malformed | Problem::UnsupportedMedia => ErrorKind::Malformed,
            Problem::TimedOut => ErrorKind::Maintenance,
            Problem::Crashed => ErrorKind::Internal,
        },
        Fault::Operation(error) => match error.as_ref() {
            Error::NotFound => ErrorKind::NotFound,
            Error::Forbidden | Error::SignInRequired | Error::ReauthenticationRequired => {
                ErrorKind::Forbidden
            }
            Error::Invalid(_) => ErrorKind::Malformed,
            Error::Refused(_) => ErrorKind::Refused,
            Error::Limited { .. } => ErrorKind::TooMany(retry_after_seconds(fault)),
            Error::Unavailable(_) => ErrorKind::Maintenance,
            Error::Internal(_) => ErrorKind::Internal,
        },
    }
}
