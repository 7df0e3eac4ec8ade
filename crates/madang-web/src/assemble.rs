//! Puts the layers around the routes of all surfaces.
//!
//! From the outside in: where the request comes from, figures, headers, compression, the face of faults,
//! crashes, limits, who it is, the browser's form token, the routes.

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderName, HeaderValue, Request};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::{Faces, Fail, Problem, Web, client, csrf, fault, health, identity, metrics, throttle};

/// The whole program as one router: `routes` with everything around them, plus health and figures.
/// `policy` is the Content-Security-Policy of every answer that brings none of its own.
pub fn assemble(web: Web, routes: Router<Web>, faces: Faces, policy: &'static str) -> Router {
    let body_limit = web.platform.settings.server.body_kib as usize * 1024;
    let https = web.platform.settings.base_url().starts_with("https://");
    let header = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    let around = ServiceBuilder::new()
        .layer(from_fn_with_state(web.clone(), client::visitor))
        .layer(header(X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(X_FRAME_OPTIONS, "DENY"))
        .layer(header(REFERRER_POLICY, "same-origin"))
        .layer(header(CONTENT_SECURITY_POLICY, policy))
        .layer(header(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .layer(header(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
        .layer(header(
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=()",
        ))
        .layer(header(CACHE_CONTROL, "no-store"))
        .option_layer(https.then(|| header(STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains")))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(faces, fault::faces))
        .layer(CatchPanicLayer::custom(crashed))
        .layer(from_fn_with_state(web.clone(), throttle::throttle))
        .layer(from_fn(time_limit))
        .layer(from_fn_with_state((), identity::authenticated))
        .layer(from_fn(csrf::browser))
        .layer(DefaultBodyLimit::max(body_limit));
    routes
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(metrics::show))
        .fallback(|| async { Fail::problem(Problem::NotFound) })
        .method_not_allowed_fallback(|| async { Fail::problem(Problem::MethodNotAllowed) })
        .route_layer(from_fn_with_state(web.clone(), metrics::measure))
        .layer(around)
        .with_state(web)
}

fn crashed(_: Box<dyn Any + Send>) -> Response {
    Fail::problem(Problem::Crashed).into_response()
}

/// How long a request may take, slow bodies included.
const LONGEST: Duration = Duration::from_secs(30);

async fn time_limit(request: Request<Body>, next: axum::middleware::Next) -> Response {
    match tokio::time::timeout(LONGEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Fail::problem(Problem::TimedOut).into_response(),
    }
}
