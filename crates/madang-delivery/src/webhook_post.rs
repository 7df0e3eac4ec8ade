//! Requests to addresses that strangers chose.

use std::error::Error as _;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use madang_core::events::{Call, NoAnswer, Post, is_public};
use madang_core::settings::Webhooks as Settings;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, Url};

use crate::Unusable;

/// Posts events to webhooks. Unless the settings allow it, nothing inside is ever connected to: what a name
/// leads to is looked at at the moment of connecting, so that a name that leads elsewhere by then gains nothing.
pub struct WebhookPost {
    client: Client,
    allow_private: bool,
}

impl WebhookPost {
    /// A driver for these settings. Nothing is called yet.
    ///
    /// # Errors
    /// When TLS can't be set up.
    pub fn new(settings: &Settings) -> Result<Self, Unusable> {
        // An error means that one is installed already, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = Client::builder()
            .user_agent("madang-webhooks")
            .timeout(Duration::from_secs(u64::from(settings.timeout_seconds)))
            // A redirect would lead to an address that nobody has looked at.
            .redirect(Policy::none())
            // A proxy would resolve names on its own, and stands inside.
            .no_proxy()
            .pool_max_idle_per_host(0);
        let builder =
            if settings.allow_private { builder } else { builder.dns_resolver(Arc::new(OutsideOnly)) };
        let client = builder
            .build()
            .map_err(|error| Unusable(format!("HTTP to webhooks can't be set up: {error}")))?;
        Ok(Self { client, allow_private: settings.allow_private })
    }

    /// Whether the address itself may be called. Names are looked at when they are resolved.
    fn may_call(&self, url: &Url) -> bool {
        if self.allow_private {
            return true;
        }
        let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
        let is_outside = host.parse().map_or(!host.is_empty(), is_public);
        url.scheme() == "https" && is_outside
    }
}

#[async_trait]
impl Post for WebhookPost {
    async fn post(&self, call: &Call) -> Result<u16, NoAnswer> {
        let url: Url = call.address.parse().map_err(|_| NoAnswer::Forbidden)?;
        if !self.may_call(&url) {
            return Err(NoAnswer::Forbidden);
        }
        let mut request = self
            .client
            .post(url)
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .body(call.body.clone());
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        // The body of the answer is never read: whatever its size, it costs nothing.
        match request.send().await {
            Ok(answer) => Ok(answer.status().as_u16()),
            Err(error) if is_inside(&error) => Err(NoAnswer::Forbidden),
            Err(error) if error.is_timeout() => Err(NoAnswer::Timeout),
            Err(_) => Err(NoAnswer::Unreachable),
        }
    }
}

/// Resolves names to addresses outside, and to no others.
struct OutsideOnly;

/// A name leads inside, and nowhere else.
#[derive(Debug)]
struct LeadsInside;

impl fmt::Display for LeadsInside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name leads to no address outside")
    }
}

impl std::error::Error for LeadsInside {}

impl Resolve for OutsideOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let outside: Vec<SocketAddr> =
                found.into_iter().filter(|address| is_public(address.ip())).collect();
            if outside.is_empty() {
                return Err(Box::from(LeadsInside));
            }
            let addresses: Addrs = Box::new(outside.into_iter());
            Ok(addresses)
        })
    }
}

/// Whether it was [`OutsideOnly`] that refused.
fn is_inside(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(inner) = cause {
        if inner.is::<LeadsInside>() {
            return true;
        }
        cause = inner.source();
    }
    false
}
