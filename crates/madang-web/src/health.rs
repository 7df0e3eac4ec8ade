//! Whether the program lives, and whether it can work.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use madang_jobs::counts;

use crate::Web;

/// `GET /healthz`: the process answers.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers too; 503 where it does not.
pub(crate) async fn readyz(State(web): State<Web>) -> Response {
    let ready = match web.platform.db.read().await {
        Ok(mut conn) => counts(&mut conn).await.is_ok(),
        Err(_) => false,
    };
    if ready {
        "ready\n".into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database is away\n").into_response()
    }
}
