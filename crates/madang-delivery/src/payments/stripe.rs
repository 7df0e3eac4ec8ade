//! Stripe: a Checkout page in setup mode registers a card, payment intents charge it.
//!
//! Source: docs.stripe.com/api (checkout/sessions, setup_intents, payment_intents, refunds, payment_methods,
//! idempotent_requests). Amounts are in won, a currency without decimals. A billing key is the customer and the payment
//! method, `cus_…/pm_…`.

use async_trait::async_trait;
use madang_core::billing::{
    CardKey, CardPage, Charge, ChargeState, CheckState, GatewayError, OpenCheck, PaymentGateway, Refund,
    Returned,
};
use madang_core::settings::Stripe as Settings;
use madang_i18n::Lang;
use madang_model::Secret;
use reqwest::{Client, Method, StatusCode, Url};
use serde_json::Value;

use super::wire::{self, Answer};
use crate::Unusable;

/// The version that this driver was written for.
const VERSION: &str = "2025-03-31.basil";

/// Registers cards at Stripe and charges them.
pub struct Stripe {
    client: Client,
    secret_key: Secret,
    base: String,
}

type Fields<'a> = Vec<(&'a str, String)>;

impl Stripe {
    /// A driver for these settings. Nothing is called yet.
    ///
    /// # Errors
    /// Without a secret key, and when TLS can't be set up.
    pub fn new(settings: &Settings, timeout_seconds: u32) -> Result<Self, Unusable> {
        let key = settings.secret_key.clone();
        let secret_key =
            key.ok_or_else(|| Unusable("billing.gateway.stripe.secret_key is needed".to_owned()))?;
        Ok(Self {
            client: wire::client(timeout_seconds)?,
            secret_key,
            base: settings.base_url.trim_end_matches('/').to_owned(),
        })
    }

    async fn call(
        &self,
        method: Method,
        path: &str,
        fields: Fields<'_>,
        idempotency_key: &str,
    ) -> Result<Answer, GatewayError> {
        let is_get = method == Method::GET;
        let asked: &[(&str, String)] = if is_get { &fields } else { &[] };
        let url = Url::parse_with_params(&format!("{}{path}", self.base), asked)
            .map_err(|_| GatewayError::Refused("its address is none".to_owned()))?;
        let mut request = self
            .client
            .request(method, url)
            .bearer_auth(self.secret_key.reveal())
            .header("Stripe-Version", VERSION);
        if !idempotency_key.is_empty() {
            request = request.header("Idempotency-Key", idempotency_key);
        }
        if !is_get {
            request = request.form(&fields);
        }
        let answer = wire::send(request).await?;
        if answer.status == StatusCode::CONFLICT {
            // The same request is under way there.
            return Err(GatewayError::Unknown("another request with this id is under way".to_owned()));
        }
        Ok(answer)
    }

    /// The customer that cards of ours are kept for; the same one however often it is asked for.
    async fn customer(&self, customer: &str) -> Result<String, GatewayError> {
        let fields = vec![("metadata[madang_customer]", customer.to_owned())];
        let made = self.call(Method::POST, "/v1/customers", fields, &format!("customer-{customer}")).await?;
        match made.text("/id") {
            "" => Err(GatewayError::Refused(code(&made))),
            id => Ok(id.to_owned()),
        }
    }

    async fn intent_of(&self, charge: &str) -> Result<Option<Value>, GatewayError> {
        let query = format!("metadata['madang_charge']:'{charge}'");
        let fields = vec![("query", query), ("expand[]", "data.latest_charge".to_owned())];
        let found = self.call(Method::GET, "/v1/payment_intents/search", fields, "").await?;
        if !found.status.is_success() {
            return Err(GatewayError::Refused(code(&found)));
        }
        let mut all: Vec<Value> =
            found.body.get("data").and_then(Value::as_array).cloned().unwrap_or_default();
        // One that was paid says more than one that was tried before it.
        all.sort_by_key(|intent| intent.get("status").and_then(Value::as_str) != Some("succeeded"));
        Ok(all.into_iter().next())
    }
}

/// Stripe's own code of what it refused.
fn code(answer: &Answer) -> String {
    let text = [answer.text("/error/decline_code"), answer.text("/error/code"), answer.text("/error/type")];
    let text = text.into_iter().find(|text| !text.is_empty()).unwrap_or("failed");
    text.chars().filter(char::is_ascii_graphic).take(40).collect()
}

/// How a payment intent stands.
fn state(intent: &Value) -> ChargeState {
    let text = |path: &str| intent.pointer(path).and_then(Value::as_str).unwrap_or_default();
    let reference = text("/id").to_owned();
    let refunded = intent.pointer("/latest_charge/amount_refunded").and_then(Value::as_i64).unwrap_or(0);
    match text("/status") {
        "succeeded" if refunded > 0 => ChargeState::Refunded { reference, amount: refunded },
        "succeeded" => ChargeState::Paid { reference },
        "requires_payment_method" | "requires_action" | "canceled" => {
            let code = [text("/last_payment_error/decline_code"), text("/last_payment_error/code")];
            let code = code.into_iter().find(|code| !code.is_empty()).unwrap_or("declined");
            ChargeState::Declined { code: code.to_owned() }
        }
        _ => ChargeState::Open,
    }
}

fn split(key: &Secret) -> Result<(&str, &str), GatewayError> {
    key.reveal()
        .split_once('/')
        .ok_or_else(|| GatewayError::Refused("the key is not of this gateway".to_owned()))
}

#[async_trait]
impl PaymentGateway for Stripe {
    fn name(&self) -> &'static str {
        "stripe"
    }

    async fn open_check(&self, check: &OpenCheck) -> Result<CardPage, GatewayError> {
        let locale = match check.lang {
            Lang::Ko => "ko",
            Lang::En => "en",
        };
        let fields = vec![
            ("mode", "setup".to_owned()),
            ("currency", "krw".to_owned()),
            ("payment_method_types[]", "card".to_owned()),
            ("customer", self.customer(&check.customer).await?),
            ("client_reference_id", check.id.clone()),
            ("success_url", check.return_url.clone()),
            ("cancel_url", check.return_url.clone()),
            ("locale", locale.to_owned()),
        ];
        let made =
            self.call(Method::POST, "/v1/checkout/sessions", fields, &format!("check-{}", check.id)).await?;
        let (url, reference) = (made.text("/url"), made.text("/id"));
        if url.is_empty() || reference.is_empty() {
            return Err(GatewayError::Refused(code(&made)));
        }
        Ok(CardPage { url: url.to_owned(), reference: reference.to_owned() })
    }

    async fn check(
        &self,
        check: &OpenCheck,
        reference: &str,
        _returned: &Returned,
    ) -> Result<CheckState, GatewayError> {
        if reference.is_empty() {
            return Ok(CheckState::Open);
        }
        let fields = vec![("expand[]", "setup_intent.payment_method".to_owned())];
        let found = self.call(Method::GET, &format!("/v1/checkout/sessions/{reference}"), fields, "").await?;
        if !found.status.is_success() {
            return Err(GatewayError::Refused(code(&found)));
        }
        if found.text("/client_reference_id") != check.id {
            return Err(GatewayError::Refused("the page was another check's".to_owned()));
        }
        Ok(match (found.text("/status"), found.text("/setup_intent/status")) {
            ("complete", "succeeded") => {
                let (customer, method) =
                    (found.text("/customer"), found.text("/setup_intent/payment_method/id"));
                CheckState::Passed(CardKey {
                    key: Secret::new(format!("{customer}/{method}")),
                    brand: found.text("/setup_intent/payment_method/card/brand").to_owned(),
                    tail: found.text("/setup_intent/payment_method/card/last4").to_owned(),
                })
            }
            ("expired", _) | (_, "canceled") => CheckState::Abandoned,
            ("open", "requires_payment_method")
                if !found.text("/setup_intent/last_setup_error/code").is_empty() =>
            {
                CheckState::Declined { code: found.text("/setup_intent/last_setup_error/code").to_owned() }
            }
            _ => CheckState::Open,
        })
    }

    async fn charge(&self, key: &Secret, charge: &Charge) -> Result<ChargeState, GatewayError> {
        let (customer, method) = split(key)?;
        // Its own memory of our ids ends after a day; what was paid is found for good.
        if let Some(before) = self.intent_of(&charge.id).await? {
            return Ok(state(&before));
        }
        let fields = vec![
            ("amount", charge.amount.to_string()),
            ("currency", "krw".to_owned()),
            ("customer", customer.to_owned()),
            ("payment_method", method.to_owned()),
            ("off_session", "true".to_owned()),
            ("confirm", "true".to_owned()),
            ("description", charge.title.clone()),
            ("metadata[madang_charge]", charge.id.clone()),
            ("metadata[tax]", charge.tax.to_string()),
        ];
        let path = "/v1/payment_intents";
        let answer = self.call(Method::POST, path, fields, &format!("charge-{}", charge.id)).await?;
        if answer.status.is_success() {
            return Ok(state(&answer.body));
        }
        match answer.text("/error/type") {
            "card_error" => Ok(ChargeState::Declined { code: code(&answer) }),
            _ => Err(GatewayError::Refused(code(&answer))),
        }
    }

    async fn ask(&self, charge: &str) -> Result<ChargeState, GatewayError> {
        // A payment is found a moment after it was made; charging it again by the same id finds it at once.
        Ok(self.intent_of(charge).await?.as_ref().map_or(ChargeState::None, state))
    }

    async fn refund(&self, refund: &Refund) -> Result<ChargeState, GatewayError> {
        let fields = vec![
            ("payment_intent", refund.reference.clone()),
            ("amount", refund.amount.to_string()),
            ("metadata[madang_refund]", refund.id.clone()),
        ];
        let answer = self.call(Method::POST, "/v1/refunds", fields, &format!("refund-{}", refund.id)).await?;
        if !answer.status.is_success() {
            return Err(GatewayError::Refused(code(&answer)));
        }
        let path = format!("/v1/payment_intents/{}", refund.reference);
        let fields = vec![("expand[]", "latest_charge".to_owned())];
        let found = self.call(Method::GET, &path, fields, "").await?;
        Ok(state(&found.body))
    }

    async fn forget(&self, key: &Secret, _customer: &str) -> Result<(), GatewayError> {
        let (_, method) = split(key)?;
        let path = format!("/v1/payment_methods/{method}/detach");
        let answer = self.call(Method::POST, &path, Vec::new(), "").await?;
        let is_gone = answer.status.is_success()
            || answer.text("/error/code") == "resource_missing"
            || answer.text("/error/message").contains("not attached");
        if is_gone { Ok(()) } else { Err(GatewayError::Refused(code(&answer))) }
    }
}
