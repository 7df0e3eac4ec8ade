//! SMS by an HTTP gateway, whatever its API looks like.

use std::collections::BTreeMap;
use std::time::Duration;

use async_trait::async_trait;
use madang_core::outbox::{Outcome, Sms, SmsDriver};
use madang_core::settings::{Sms as Settings, SmsEncoding};
use madang_model::Secret;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode, Url};

use crate::Unusable;

/// Sends SMS by calling the gateway of the settings.
pub struct SmsGateway {
    client: Client,
    url: Url,
    encoding: SmsEncoding,
    fields: BTreeMap<String, String>,
    secret_fields: BTreeMap<String, Secret>,
    from: String,
}

impl SmsGateway {
    /// A driver for these settings. Nothing is called yet.
    ///
    /// # Errors
    /// When the address or a header is malformed, or TLS can't be set up.
    pub fn new(settings: &Settings) -> Result<Self, Unusable> {
        let gateway = &settings.gateway;
        let url =
            gateway.url.parse().map_err(|_| Unusable("sms.gateway.url is not an address".to_owned()))?;
        let mut headers = HeaderMap::new();
        for (name, value) in &gateway.headers {
            let malformed =
                || Unusable(format!("sms.gateway.headers: {name} is not a header, or its value is none"));
            let mut value = HeaderValue::from_str(value.reveal()).map_err(|_| malformed())?;
            value.set_sensitive(true);
            headers.insert(HeaderName::from_bytes(name.as_bytes()).map_err(|_| malformed())?, value);
        }
        // An error means that one is installed already, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .default_headers(headers)
            .user_agent("madang")
            .timeout(Duration::from_secs(u64::from(gateway.timeout_seconds)))
            // A redirect would take the account's headers and the text to an address nobody set.
            .redirect(Policy::none())
            .build()
            .map_err(|error| Unusable(format!("HTTP to the SMS gateway can't be set up: {error}")))?;
        let from = settings.sender.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        Ok(Self {
            client,
            url,
            encoding: gateway.encoding,
            fields: gateway.fields.clone(),
            secret_fields: gateway.secret_fields.clone(),
            from,
        })
    }

    /// The fields with this message filled in.
    fn filled(&self, sms: &Sms) -> BTreeMap<&str, String> {
        let id = sms.id.to_string();
        let values =
            [("{to}", sms.to.as_str()), ("{from}", &self.from), ("{text}", &sms.text), ("{id}", &id)];
        let secret =
            self.secret_fields.iter().map(|(field, value)| (field.as_str(), value.reveal().to_owned()));
        self.fields
            .iter()
            .map(|(field, pattern)| (field.as_str(), fill(pattern, &values)))
            .chain(secret)
            .collect()
    }
}

#[async_trait]
impl SmsDriver for SmsGateway {
    async fn send(&self, sms: &Sms) -> Result<(), Outcome> {
        let fields = self.filled(sms);
        let request = self.client.post(self.url.clone());
        let request = match self.encoding {
            SmsEncoding::Json => request.json(&fields),
            SmsEncoding::Form => request.form(&fields),
        };
        match request.send().await {
            Ok(answer) => meaning(answer.status()),
            Err(error) if error.is_timeout() => {
                Err(Outcome::Later("no answer in time from the SMS gateway".to_owned()))
            }
            Err(_) => Err(Outcome::Later("no connection to the SMS gateway".to_owned())),
        }
    }
}

/// What an answer means for the next try.
fn meaning(status: StatusCode) -> Result<(), Outcome> {
    match status {
        _ if status.is_success() => Ok(()),
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY | StatusCode::TOO_MANY_REQUESTS => later(status),
        _ if status.is_client_error() => {
            Err(Outcome::Refused(format!("the SMS gateway refused: {}", status.as_u16())))
        }
        _ => later(status),
    }
}

fn later(status: StatusCode) -> Result<(), Outcome> {
    Err(Outcome::Later(format!("the SMS gateway answered {}", status.as_u16())))
}

/// Replaces marks in one pass, so that a mark inside a text stays text.
fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(at) = rest.find('{') {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        match values.iter().find(|(mark, _)| rest.starts_with(mark)) {
            Some((mark, value)) => {
                filled.push_str(value);
                rest = &rest[mark.len()..];
            }
            None => {
                filled.push('{');
                rest = &rest[1..];
            }
        }
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_inside_a_text_stays_text() {
        let values = [("{to}", "010"), ("{text}", "{to} {id}"), ("{id}", "7")];
        assert_eq!(fill("{text}|{to}|{id}|{other}|{", &values), "{to} {id}|010|7|{other}|{");
        assert_eq!(fill("plain", &values), "plain");
    }

    #[test]
    fn what_may_pass_by_itself_is_tried_again() {
        let means = |status: u16| meaning(StatusCode::from_u16(status).unwrap());
        assert!(means(200).is_ok() && means(202).is_ok());
        for status in [302, 408, 425, 429, 500, 502, 503] {
            assert!(matches!(means(status), Err(Outcome::Later(_))), "{status}");
        }
        for status in [400, 401, 404, 422] {
            assert!(matches!(means(status), Err(Outcome::Refused(_))), "{status}");
        }
    }
}
