//! Toss Pay's billing keys 「토스페이 자동결제」, a Korean gateway whose own page registers a card.
//!
//! Sources: docs-pay.toss.im, reference/billing/create, billing-key-status, bill; reference/common/status, refunds. An
//! order number is charged once and can be asked for, a refund number gives back once, a user id has one key: ours are
//! those of the check, the charge and the refund, so that nothing has to be remembered here.

use async_trait::async_trait;
use madang_core::billing::{
    CardKey, CardPage, Charge, ChargeState, CheckState, GatewayError, OpenCheck, PaymentGateway, Refund,
    Returned,
};
use madang_core::settings::TossPay as Settings;
use madang_model::Secret;
use reqwest::Client;
use serde_json::{Value, json};

use super::wire::{self, Answer};
use crate::Unusable;

/// What a payer reads on the page.
const TITLE: &str = "월 이용 요금";

/// Registers cards at Toss Pay and charges them.
pub struct TossPay {
    client: Client,
    api_key: Secret,
    base: String,
}

impl TossPay {
    /// A driver for these settings. Nothing is called yet.
    ///
    /// # Errors
    /// Without an API key, and when TLS can't be set up.
    pub fn new(settings: &Settings, timeout_seconds: u32) -> Result<Self, Unusable> {
        let api_key = settings.api_key.clone();
        let api_key =
            api_key.ok_or_else(|| Unusable("billing.gateway.tosspay.api_key is needed".to_owned()))?;
        Ok(Self {
            client: wire::client(timeout_seconds)?,
            api_key,
            base: settings.base_url.trim_end_matches('/').to_owned(),
        })
    }

    async fn post(&self, path: &str, mut body: Value) -> Result<Answer, GatewayError> {
        body["apiKey"] = self.api_key.reveal().into();
        let answer = wire::send(self.client.post(format!("{}{path}", self.base)).json(&body)).await?;
        if answer.body.is_null() {
            return Err(GatewayError::Unknown("the answer is no JSON".to_owned()));
        }
        Ok(answer)
    }

    async fn key(&self, check: &OpenCheck) -> Result<Option<Answer>, GatewayError> {
        let found = self.post("/api/v1/billing-key/status", json!({ "userId": check.id })).await?;
        Ok(Some(found).filter(is_good))
    }
}

fn is_good(answer: &Answer) -> bool {
    answer.body.get("code").and_then(Value::as_i64) == Some(0)
}

/// The gateway's own code of what it refused.
fn code(answer: &Answer) -> String {
    match answer.text("/errorCode") {
        "" => "failed".to_owned(),
        code => code.chars().filter(char::is_ascii_graphic).take(40).collect(),
    }
}

#[async_trait]
impl PaymentGateway for TossPay {
    fn name(&self) -> &'static str {
        "tosspay"
    }

    async fn open_check(&self, check: &OpenCheck) -> Result<CardPage, GatewayError> {
        let body = json!({
            "userId": check.id,
            "productDesc": TITLE,
            "resultCallback": check.return_url,
            "returnSuccessUrl": check.return_url,
            "returnFailureUrl": check.return_url,
        });
        let made = self.post("/api/v1/billing-key", body).await?;
        if !is_good(&made) {
            return Err(GatewayError::Refused(code(&made)));
        }
        let url = made.text("/checkoutUri");
        if url.is_empty() {
            return Err(GatewayError::Refused("no page was given".to_owned()));
        }
        Ok(CardPage { url: url.to_owned(), reference: check.id.clone() })
    }

    async fn check(
        &self,
        check: &OpenCheck,
        _reference: &str,
        returned: &Returned,
    ) -> Result<CheckState, GatewayError> {
        let Some(found) = self.key(check).await? else { return Ok(CheckState::Open) };
        Ok(match found.text("/status") {
            "ACTIVE" => CheckState::Passed(CardKey {
                key: Secret::new(found.text("/billingKey")),
                brand: found.text("/cardCompanyName").chars().take(40).collect(),
                tail: tail(found.text("/cardNum4Print")),
            }),
            "FAIL" => CheckState::Declined {
                code: returned.get("errorCode").map_or_else(
                    || "failed".to_owned(),
                    |code| code.chars().filter(char::is_ascii_graphic).take(40).collect(),
                ),
            },
            "REMOVE" => CheckState::Abandoned,
            _ => CheckState::Open,
        })
    }

    async fn charge(&self, key: &Secret, charge: &Charge) -> Result<ChargeState, GatewayError> {
        // What this order number came to, if it came to anything, is known there.
        let before = self.ask(&charge.id).await?;
        if before != ChargeState::None {
            return Ok(before);
        }
        let body = json!({
            "billingKey": key.reveal(),
            "orderNo": charge.id,
            "productDesc": charge.title,
            "amount": charge.amount,
            "amountTaxFree": 0,
            "amountVat": charge.tax,
        });
        let answer = self.post("/api/v1/billing-key/bill", body).await?;
        if is_good(&answer) {
            return Ok(ChargeState::Paid { reference: answer.text("/payToken").to_owned() });
        }
        // Another request of ours may have been quicker.
        let known = self.ask(&charge.id).await?;
        Ok(if known == ChargeState::None { ChargeState::Declined { code: code(&answer) } } else { known })
    }

    async fn ask(&self, charge: &str) -> Result<ChargeState, GatewayError> {
        let answer = self.post("/api/v2/status", json!({ "orderNo": charge })).await?;
        if !is_good(&answer) {
            return Ok(ChargeState::None);
        }
        let reference = answer.text("/payToken").to_owned();
        Ok(match answer.text("/payStatus") {
            "PAY_COMPLETE" | "SETTLEMENT_COMPLETE" => ChargeState::Paid { reference },
            "REFUND_SUCCESS" | "SETTLEMENT_REFUND_COMPLETE" => {
                ChargeState::Refunded { reference, amount: refunded(&answer) }
            }
            "PAY_CANCEL" => ChargeState::Declined { code: "PAY_CANCEL".to_owned() },
            _ => ChargeState::Open,
        })
    }

    async fn refund(&self, refund: &Refund) -> Result<ChargeState, GatewayError> {
        let body = json!({
            "payToken": refund.reference,
            "refundNo": refund.id,
            "idempotent": true,
            "reason": refund.reason,
            "amount": refund.amount,
            "amountTaxFree": 0,
        });
        let answer = self.post("/api/v2/refunds", body).await?;
        if !is_good(&answer) {
            return Err(GatewayError::Refused(code(&answer)));
        }
        self.ask(&refund.charge).await
    }

    async fn forget(&self, key: &Secret, _customer: &str) -> Result<(), GatewayError> {
        let answer = self.post("/api/v1/billing-key/remove", json!({ "billingKey": key.reveal() })).await?;
        let is_gone = matches!(answer.text("/errorCode"), "BILLING_KEY_NOT_FOUND" | "BILLING_KEY_REMOVED");
        if is_good(&answer) || is_gone { Ok(()) } else { Err(GatewayError::Refused(code(&answer))) }
    }
}

/// What was given back of a payment: the sum of its refunds.
fn refunded(answer: &Answer) -> i64 {
    let transactions = answer.body.get("transactions").and_then(Value::as_array);
    let refunds = transactions
        .into_iter()
        .flatten()
        .filter(|one| one.get("stepType").and_then(Value::as_str) == Some("REFUND"));
    refunds.filter_map(|one| one.get("transactionAmount").and_then(Value::as_i64)).sum()
}

fn tail(text: &str) -> String {
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    digits.iter().skip(digits.len().saturating_sub(4)).collect()
}
