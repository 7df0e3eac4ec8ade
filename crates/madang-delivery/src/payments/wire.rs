//! Calls to a gateway, and what no answer means.

use std::time::Duration;

use madang_core::billing::GatewayError;
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::Value;

use crate::Unusable;

/// What a gateway answered.
pub(super) struct Answer {
    /// The status.
    pub(super) status: StatusCode,
    /// The body; null where it was no JSON.
    pub(super) body: Value,
}

impl Answer {
    /// A text of the body, by its path.
    pub(super) fn text(&self, path: &str) -> &str {
        self.body.pointer(path).and_then(Value::as_str).unwrap_or_default()
    }
}

/// A client that follows no redirect and waits so long.
pub(super) fn client(seconds: u32) -> Result<Client, Unusable> {
    // An error means that one is installed already, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .user_agent("madang")
        .timeout(Duration::from_secs(u64::from(seconds)))
        .connect_timeout(Duration::from_secs(u64::from(seconds.min(10))))
        .redirect(Policy::none())
        .build()
        .map_err(|error| Unusable(format!("HTTP to the payment gateway can't be set up: {error}")))
}

/// Sends a request. Where it never left, the gateway is away; where it may have arrived, nothing is known. What the
/// gateway wrote is not in the error: it may be personal.
pub(super) async fn send(request: RequestBuilder) -> Result<Answer, GatewayError> {
    let answer = request.send().await.map_err(|error| {
        if error.is_connect() {
            GatewayError::Away("no connection".to_owned())
        } else if error.is_builder() {
            GatewayError::Refused("no request can be made of this".to_owned())
        } else {
            GatewayError::Unknown(
                if error.is_timeout() { "no answer in time" } else { "the connection broke" }.to_owned(),
            )
        }
    })?;
    let status = answer.status();
    let body = answer.bytes().await.map_err(|_| GatewayError::Unknown("the answer broke off".to_owned()))?;
    if status.is_server_error() {
        // It may have been done before that.
        return Err(GatewayError::Unknown(format!("status {}", status.as_u16())));
    }
    if status == StatusCode::TOO_MANY_REQUESTS {
        return Err(GatewayError::Away("too many requests".to_owned()));
    }
    if matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
        return Err(GatewayError::Refused("it does not know this key".to_owned()));
    }
    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
    Ok(Answer { status, body })
}
