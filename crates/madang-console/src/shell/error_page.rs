//! What a reader sees when a page can't be shown: what happened, what to do, and what to name when asking.

use askama::Template;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::{Page, html_with};

/// What went wrong, as far as a reader can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// No such page, or none that this reader may know of.
    NotFound,
    /// The reader may know of it but not do this.
    Forbidden,
    /// The form is too old, or came from elsewhere.
    StaleForm,
    /// What was sent can't be read.
    Malformed,
    /// The state of things does not allow it.
    Refused,
    /// What was sent is too big.
    TooLarge,
    /// Too many requests; with the seconds to wait, where known.
    TooMany(Option<u32>),
    /// A fault of ours.
    Internal,
    /// Down on purpose.
    Maintenance,
}

impl ErrorKind {
    /// All of them, for those who look at each.
    pub const ALL: [Self; 9] = [
        Self::NotFound,
        Self::Forbidden,
        Self::StaleForm,
        Self::Malformed,
        Self::Refused,
        Self::TooLarge,
        Self::TooMany(Some(42)),
        Self::Internal,
        Self::Maintenance,
    ];

    /// The HTTP status.
    pub fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::StaleForm => StatusCode::FORBIDDEN,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Refused => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Maintenance => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

/// An error as a page in the ordinary frame.
#[derive(Debug, Template)]
#[template(path = "shell/error.html")]
pub struct ErrorPage {
    page: Page,
    kind: ErrorKind,
    status: StatusCode,
    reference: Option<String>,
    what: String,
    hints: Vec<String>,
}

impl ErrorPage {
    /// The page for `kind`; `reference` is the request's id, which support finds in the log.
    pub fn new(page: Page, kind: ErrorKind, reference: Option<String>) -> Self {
        let t = page.t;
        let (title, what, hints) = match kind {
            ErrorKind::NotFound => (
                t.s("shell-error-not-found"),
                t.s("shell-error-not-found-what"),
                vec![t.s("shell-error-not-found-address"), t.s("shell-error-not-found-access")],
            ),
            ErrorKind::Forbidden => (
                t.s("shell-error-forbidden"),
                t.s("shell-error-forbidden-what"),
                vec![t.s("shell-error-forbidden-ask")],
            ),
            ErrorKind::StaleForm => (
                t.s("shell-error-stale-form"),
                t.s("shell-error-stale-form-what"),
                vec![t.s("shell-error-stale-form-again"), t.s("shell-error-stale-form-cookies")],
            ),
            ErrorKind::Malformed => (
                t.s("shell-error-malformed"),
                t.s("shell-error-malformed-what"),
                vec![t.s("shell-error-malformed-again")],
            ),
            ErrorKind::Refused => (t.s("shell-error-refused"), t.s("shell-error-refused-what"), Vec::new()),
            ErrorKind::TooLarge => (
                t.s("shell-error-too-large"),
                t.s("shell-error-too-large-what"),
                vec![t.s("shell-error-too-large-less")],
            ),
            ErrorKind::TooMany(wait) => (
                t.s("shell-error-too-many"),
                wait.map_or_else(
                    || t.s("shell-error-too-many-what"),
                    |seconds| t.a("shell-error-too-many-wait", &[("seconds", seconds.into())]),
                ),
                Vec::new(),
            ),
            ErrorKind::Internal => (
                t.s("shell-error-internal"),
                t.s("shell-error-internal-what"),
                vec![t.s("shell-error-internal-again"), t.s("shell-error-internal-tell")],
            ),
            ErrorKind::Maintenance => {
                (t.s("shell-error-maintenance"), t.s("shell-error-maintenance-what"), Vec::new())
            }
        };
        Self { page: page.titled(title, ""), kind, status: kind.status(), reference, what, hints }
    }

    /// With a status that says more than the page has words for.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Says more precisely what happened.
    #[must_use]
    pub fn saying(mut self, what: impl Into<String>) -> Self {
        self.what = what.into();
        self
    }

    fn icon(&self) -> &'static str {
        match self.kind {
            ErrorKind::NotFound => "search",
            ErrorKind::Forbidden => "lock",
            ErrorKind::StaleForm => "refresh",
            ErrorKind::Malformed | ErrorKind::Refused | ErrorKind::TooLarge | ErrorKind::Internal => "alert",
            ErrorKind::TooMany(_) => "pending",
            ErrorKind::Maintenance => "maintenance",
        }
    }

    /// Whether the page is worth trying again as it is.
    fn can_retry(&self) -> bool {
        match self.kind {
            ErrorKind::TooMany(_) | ErrorKind::Internal | ErrorKind::Maintenance => true,
            ErrorKind::NotFound
            | ErrorKind::Forbidden
            | ErrorKind::StaleForm
            | ErrorKind::Malformed
            | ErrorKind::Refused
            | ErrorKind::TooLarge => false,
        }
    }

    /// Whether signing in may help.
    fn can_sign_in(&self) -> bool {
        self.page.viewer.is_none() && matches!(self.kind, ErrorKind::NotFound | ErrorKind::Forbidden)
    }
}

impl IntoResponse for ErrorPage {
    fn into_response(self) -> Response {
        let mut response = html_with(self.status, &self);
        if let ErrorKind::TooMany(Some(seconds)) = self.kind {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
