//! A stand-in for Toss Pay, as docs-pay.toss.im describes it: billing-key, billing-key/status, billing-key/bill,
//! billing-key/remove, v2/status, v2/refunds.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use madang_core::billing::{CardPage, PaymentGateway};
use madang_core::settings::TossPay as Settings;
use madang_delivery::TossPay;
use madang_model::Secret;
use serde_json::{Value, json};

use super::{Card, World, serve, suite::suite};

const API_KEY: &str = "sk_test_toss_w5lNQylNqa5lNQe013Nq";

#[derive(Default)]
struct Known {
    /// By user id.
    keys: BTreeMap<String, Key>,
    /// By order number.
    payments: BTreeMap<String, Payment>,
}

struct Key {
    key: String,
    status: &'static str,
    card: Card,
    answers: u32,
}

struct Payment {
    token: String,
    amount: i64,
    /// By refund number.
    refunds: BTreeMap<String, i64>,
}

type Shared = Arc<Mutex<Known>>;

struct Standing {
    known: Shared,
    gateway: Arc<TossPay>,
}

async fn world() -> Standing {
    let known = Shared::default();
    let app = Router::new()
        .route("/api/v1/billing-key", post(open))
        .route("/api/v1/billing-key/status", post(status))
        .route("/api/v1/billing-key/bill", post(bill))
        .route("/api/v1/billing-key/remove", post(remove))
        .route("/api/v2/status", post(pay_status))
        .route("/api/v2/refunds", post(refund))
        .with_state(known.clone());
    let settings = Settings { base_url: serve(app).await, api_key: Some(Secret::new(API_KEY)) };
    Standing { known, gateway: Arc::new(TossPay::new(&settings, 1).expect("a driver")) }
}

fn failed(code: &str) -> Json<Value> {
    Json(json!({ "code": -1, "errorCode": code, "msg": "요청을 처리하지 못했습니다." }))
}

fn text<'a>(body: &'a Value, name: &str) -> &'a str {
    assert_eq!(body["apiKey"], API_KEY);
    body[name].as_str().unwrap_or_default()
}

async fn open(State(known): State<Shared>, Json(body): Json<Value>) -> Json<Value> {
    let user = text(&body, "userId").to_owned();
    assert!(body["returnSuccessUrl"].as_str().is_some_and(|url| url.starts_with("http")));
    let mut known = known.lock().expect("no panic");
    let number = known.keys.len() + 1;
    known.keys.entry(user.clone()).or_insert(Key {
        key: format!("billing-{number}"),
        status: "READY",
        card: Card::Good,
        answers: 0,
    });
    Json(json!({ "code": 0, "checkoutUri": format!("https://pay.toss.im/payfront/auth?userId={user}") }))
}

async fn status(State(known): State<Shared>, Json(body): Json<Value>) -> Json<Value> {
    let (answer, is_lost) = {
        let mut known = known.lock().expect("no panic");
        let Some(key) = known.keys.get_mut(text(&body, "userId")) else {
            return failed("BILLING_KEY_NOT_FOUND");
        };
        key.answers += u32::from(key.status == "ACTIVE");
        let answer = json!({
            "code": 0, "status": key.status, "billingKey": key.key, "cardCompanyName": "토스카드",
            "cardNum4Print": "4242",
        });
        (answer, key.card == Card::Lossy && key.answers == 1)
    };
    if is_lost {
        std::future::pending::<()>().await;
    }
    Json(answer)
}

async fn bill(State(known): State<Shared>, Json(body): Json<Value>) -> Json<Value> {
    let (answer, is_lost) = {
        let mut known = known.lock().expect("no panic");
        let order = text(&body, "orderNo").to_owned();
        if known.payments.contains_key(&order) {
            return failed("DUPLICATED_ORDER_NO");
        }
        let wanted = text(&body, "billingKey");
        let Some(key) = known.keys.values().find(|key| key.key == wanted && key.status == "ACTIVE") else {
            return failed("BILLING_KEY_NOT_FOUND");
        };
        if key.card == Card::Empty {
            return failed("COMMON_INSUFFICIENT_BALANCE");
        }
        let is_lossy = key.card == Card::Lossy;
        assert_eq!(body["amountVat"], 5_000, "the tax is told apart");
        let token = format!("token-{}", known.payments.len() + 1);
        let amount = body["amount"].as_i64().expect("an amount");
        known.payments.insert(order, Payment { token: token.clone(), amount, refunds: BTreeMap::new() });
        (json!({ "code": 0, "payToken": token }), is_lossy)
    };
    if is_lost {
        std::future::pending::<()>().await;
    }
    Json(answer)
}

async fn remove(State(known): State<Shared>, Json(body): Json<Value>) -> Json<Value> {
    let mut known = known.lock().expect("no panic");
    let wanted = text(&body, "billingKey");
    match known.keys.values_mut().find(|key| key.key == wanted && key.status == "ACTIVE") {
        Some(key) => {
            key.status = "REMOVE";
            Json(json!({ "code": 0 }))
        }
        None => failed("BILLING_KEY_REMOVED"),
    }
}

async fn pay_status(State(known): State<Shared>, Json(body): Json<Value>) -> Json<Value> {
    let known = known.lock().expect("no panic");
    let Some(paid) = known.payments.get(text(&body, "orderNo")) else { return failed("PAY_NOT_FOUND") };
    let step = |kind: &str, amount: i64| json!({ "stepType": kind, "transactionAmount": amount });
    let mut steps = vec![step("PAY", paid.amount)];
    steps.extend(paid.refunds.values().map(|amount| step("REFUND", *amount)));
    let status = if paid.refunds.is_empty() { "PAY_COMPLETE" } else { "REFUND_SUCCESS" };
    Json(json!({ "code": 0, "payToken": paid.token, "payStatus": status, "transactions": steps }))
}

async fn refund(State(known): State<Shared>, Json(body): Json<Value>) -> Json<Value> {
    let mut known = known.lock().expect("no panic");
    let (token, number) = (text(&body, "payToken"), text(&body, "refundNo").to_owned());
    let amount = body["amount"].as_i64().expect("an amount");
    let Some(paid) = known.payments.values_mut().find(|paid| paid.token == token) else {
        return failed("PAY_NOT_FOUND");
    };
    if paid.refunds.contains_key(&number) && body["idempotent"] == true {
        return Json(json!({ "code": 0, "refundNo": number }));
    }
    if paid.refunds.values().sum::<i64>() + amount > paid.amount {
        return failed("REFUND_AMOUNT_EXCEEDED");
    }
    paid.refunds.insert(number.clone(), amount);
    Json(json!({ "code": 0, "refundNo": number }))
}

#[async_trait]
impl World for Standing {
    fn gateway(&self) -> Arc<dyn PaymentGateway> {
        self.gateway.clone()
    }

    async fn types(&self, page: &CardPage, card: Card) {
        let mut known = self.known.lock().expect("no panic");
        let key = known.keys.get_mut(&page.reference).expect("a page that was opened");
        key.card = card;
        key.status = if card == Card::Declined { "FAIL" } else { "ACTIVE" };
    }

    fn paid(&self) -> Vec<(String, i64)> {
        let known = self.known.lock().expect("no panic");
        known.payments.iter().map(|(order, paid)| (order.clone(), paid.amount)).collect()
    }

    fn keys(&self) -> usize {
        let known = self.known.lock().expect("no panic");
        known.keys.values().filter(|key| key.status == "ACTIVE").count()
    }
}

suite!(world());
