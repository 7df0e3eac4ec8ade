//! Figures for Prometheus: requests, their time, work waiting. No label holds anything a person typed.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, HOST};
use madang_core::Error;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::{Fail, Web};

type Labels = Vec<(&'static str, String)>;

/// The program's figures. Cheap to clone.
#[derive(Clone)]
pub struct Metrics {
    registry: Arc<Registry>,
    requests: Family<Labels, Counter<u64, AtomicU64>>,
    seconds: Family<Labels, Histogram>,
    jobs: Family<Labels, Gauge>,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("madang");
        let requests = Family::<Labels, Counter<u64, AtomicU64>>::default();
        let seconds = Family::<Labels, Histogram>::new_with_constructor(|| {
            Histogram::new([0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0])
        });
        let jobs = Family::<Labels, Gauge>::default();
        registry.register("http_requests", "Requests by route, method and status", requests.clone());
        registry.register("http_request_duration_seconds", "Time to answer by route", seconds.clone());
        registry.register("jobs", "Jobs by state, counted to 1000", jobs.clone());
        Self { registry: Arc::new(registry), requests, seconds, jobs }
    }

    fn count(&self, route: String, method: &str, status: u16, seconds: f64) {
        let labels =
            vec![("route", route.clone()), ("method", method.to_owned()), ("status", status.to_string())];
        self.requests.get_or_create(&labels).inc();
        self.seconds.get_or_create(&vec![("route", route)]).observe(seconds);
    }
}

/// Counts and times a request under its route, never its path.
pub(crate) async fn measure(State(web): State<Web>, request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().clone();
    let began = web.platform.clock.now();
    let response = next.run(request).await;
    let seconds = web.platform.clock.now().since(began).as_secs_f64();
    let known = matches!(method.as_str(), "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE");
    web.metrics.count(
        route,
        if known { method.as_str() } else { "other" },
        response.status().as_u16(),
        seconds,
    );
    response
}

/// `GET /metrics`, for the machine itself: whoever asks over a loopback connection that no proxy forwarded.
pub(crate) async fn show(State(web): State<Web>, request: Request) -> Response {
    let forwarded =
        request.headers().contains_key("x-forwarded-for") || request.headers().contains_key("forwarded");
    let peer = request.extensions().get::<axum::extract::ConnectInfo<std::net::SocketAddr>>();
    let host = request.headers().get(HOST).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let named = host.rsplit_once(':').map_or(host, |(name, _)| name);
    // A proxy on this machine that says nothing of its clients still passes on the name they asked for.
    let local = named.eq_ignore_ascii_case("localhost")
        || named.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
    if forwarded || !local || !peer.is_some_and(|info| info.0.ip().to_canonical().is_loopback()) {
        return Fail::from(Error::NotFound).into_response();
    }
    if let Ok(mut conn) = web.platform.db.read().await
        && let Ok(counts) = madang_jobs::counts(&mut conn).await
    {
        for count in counts {
            web.metrics.jobs.get_or_create(&vec![("state", count.state)]).set(count.jobs);
        }
    }
    let mut text = String::new();
    match encode(&mut text, &web.metrics.registry) {
        Ok(()) => ([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text)
            .into_response(),
        Err(error) => Fail::from(Error::internal(error)).into_response(),
    }
}
