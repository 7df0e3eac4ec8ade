//! From template to response.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// The page, with status 200.
pub fn html(template: &impl Template) -> Response {
    html_with(StatusCode::OK, template)
}

/// The page, with a status of its own: 422 for a form that is shown again with errors.
pub fn html_with(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(body) => (status, Html(body)).into_response(),
        Err(error) => {
            tracing::error!(error = %error, "console.render");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
