//! Whether the page or only a part of it is asked for: htmx puts parts into the page that is open, browsers
//! without a script load pages.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Redirect, Response};
use http::HeaderName;
use http::request::Parts;

/// What the browser does with the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// It shows it.
    Page,
    /// It puts it into the page that is open.
    Part,
}

impl Wanted {
    /// Takes the whole browser elsewhere.
    pub(crate) fn elsewhere(self, path: &str) -> Response {
        match self {
            Self::Page => Redirect::to(path).into_response(),
            Self::Part => ([(HeaderName::from_static("hx-redirect"), path.to_owned())], ()).into_response(),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Wanted {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(if parts.headers.contains_key("hx-request") { Self::Part } else { Self::Page })
    }
}
