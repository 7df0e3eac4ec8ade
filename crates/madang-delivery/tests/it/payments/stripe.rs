//! A stand-in for Stripe, as docs.stripe.com/api describes it: customers, checkout sessions in setup mode, payment
//! intents and their search, refunds, payment methods, idempotency keys.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::{HeaderMap, StatusCode};
use madang_core::billing::{CardPage, PaymentGateway};
use madang_core::settings::Stripe as Settings;
use madang_delivery::Stripe;
use madang_model::Secret;
use serde_json::{Value, json};

use super::{Card, World, serve, suite::suite};

const SECRET_KEY: &str = "sk_test_4eC39HqLyjWDarjtT1zdp7dc";

#[derive(Default)]
struct Known {
    /// What was answered before, by idempotency key.
    answers: BTreeMap<String, (StatusCode, Value)>,
    sessions: BTreeMap<String, Session>,
    /// By payment method: the card, and whether it is attached.
    methods: BTreeMap<String, (Card, bool)>,
    intents: Vec<Intent>,
}

struct Session {
    customer: String,
    check: String,
    card: Option<Card>,
    method: String,
    reads: u32,
}

struct Intent {
    id: String,
    charge: String,
    amount: i64,
    is_paid: bool,
    refunded: i64,
}

impl Intent {
    fn json(&self) -> Value {
        let status = if self.is_paid { "succeeded" } else { "requires_payment_method" };
        let problem = if self.is_paid {
            Value::Null
        } else {
            json!({ "code": "card_declined", "decline_code": "insufficient_funds" })
        };
        json!({
            "id": self.id, "object": "payment_intent", "status": status, "last_payment_error": problem,
            "amount": self.amount, "latest_charge": { "amount_refunded": self.refunded },
        })
    }
}

type Shared = Arc<Mutex<Known>>;
type Fields = BTreeMap<String, String>;

struct Standing {
    known: Shared,
    gateway: Arc<Stripe>,
}

async fn world() -> Standing {
    let known = Shared::default();
    let app = Router::new()
        .route("/v1/customers", post(customer))
        .route("/v1/checkout/sessions", post(open))
        .route("/v1/checkout/sessions/{id}", get(session))
        .route("/v1/payment_intents", post(pay))
        .route("/v1/payment_intents/search", get(search))
        .route("/v1/payment_intents/{id}", get(intent))
        .route("/v1/payment_methods/{id}/detach", post(detach))
        .route("/v1/refunds", post(refund))
        .with_state(known.clone());
    let settings = Settings { base_url: serve(app).await, secret_key: Some(Secret::new(SECRET_KEY)) };
    Standing { known, gateway: Arc::new(Stripe::new(&settings, 1).expect("a driver")) }
}

fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map_or("", String::as_str)
}

fn error(status: StatusCode, kind: &str, code: &str) -> (StatusCode, Value) {
    (status, json!({ "error": { "type": kind, "code": code, "message": "…" } }))
}

/// Answers as before where the idempotency key was seen, else by `act`.
fn once(
    known: &Shared,
    headers: &HeaderMap,
    act: impl FnOnce(&mut Known) -> (StatusCode, Value),
) -> (bool, Response) {
    let bearer = headers.get("authorization").expect("a key").to_str().expect("a text");
    assert_eq!(bearer, format!("Bearer {SECRET_KEY}"));
    assert!(headers.contains_key("stripe-version"));
    let key = headers.get("idempotency-key").map_or("", |key| key.to_str().expect("a text")).to_owned();
    let mut known = known.lock().expect("no panic");
    if let Some((status, body)) = known.answers.get(&key) {
        return (false, (*status, Json(body.clone())).into_response());
    }
    let (status, body) = act(&mut known);
    if !key.is_empty() {
        known.answers.insert(key, (status, body.clone()));
    }
    (true, (status, Json(body)).into_response())
}

async fn customer(State(known): State<Shared>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    once(&known, &headers, |_| {
        let id = format!("cus_{}", field(&fields, "metadata[madang_customer]"));
        (StatusCode::OK, json!({ "id": id }))
    })
    .1
}

async fn open(State(known): State<Shared>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    assert_eq!((field(&fields, "mode"), field(&fields, "locale")), ("setup", "ko"));
    once(&known, &headers, |known| {
        let number = known.sessions.len() + 1;
        let id = format!("cs_test_{number}");
        let made = Session {
            customer: field(&fields, "customer").to_owned(),
            check: field(&fields, "client_reference_id").to_owned(),
            card: None,
            method: format!("pm_{number}"),
            reads: 0,
        };
        known.sessions.insert(id.clone(), made);
        (StatusCode::OK, json!({ "id": id, "url": format!("https://checkout.stripe.com/c/pay/{id}") }))
    })
    .1
}

async fn session(State(known): State<Shared>, Path(id): Path<String>) -> Response {
    let (answer, is_lost) = {
        let mut known = known.lock().expect("no panic");
        let Some(found) = known.sessions.get_mut(&id) else {
            let (status, body) = error(StatusCode::NOT_FOUND, "invalid_request_error", "resource_missing");
            return (status, Json(body)).into_response();
        };
        found.reads += u32::from(found.card.is_some());
        let setup = match found.card {
            None => json!({ "status": "requires_payment_method" }),
            Some(Card::Declined) => json!({
                "status": "requires_payment_method", "last_setup_error": { "code": "card_declined" },
            }),
            Some(Card::Good | Card::Empty | Card::Lossy) => json!({
                "status": "succeeded",
                "payment_method": { "id": found.method, "card": { "brand": "visa", "last4": "4242" } },
            }),
        };
        let status = if matches!(found.card, None | Some(Card::Declined)) { "open" } else { "complete" };
        let answer = json!({
            "id": id, "status": status, "customer": found.customer, "client_reference_id": found.check,
            "setup_intent": setup,
        });
        (answer, found.card == Some(Card::Lossy) && found.reads == 1)
    };
    if is_lost {
        std::future::pending::<()>().await;
    }
    Json(answer).into_response()
}

async fn pay(State(known): State<Shared>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    assert_eq!((field(&fields, "currency"), field(&fields, "confirm")), ("krw", "true"));
    let mut is_lossy = false;
    let (is_new, answer) = once(&known, &headers, |known| {
        let card = match known.methods.get(field(&fields, "payment_method")) {
            Some((card, true)) => *card,
            _ => return error(StatusCode::BAD_REQUEST, "invalid_request_error", "resource_missing"),
        };
        is_lossy = card == Card::Lossy;
        let intent = Intent {
            id: format!("pi_{}", known.intents.len() + 1),
            charge: field(&fields, "metadata[madang_charge]").to_owned(),
            amount: field(&fields, "amount").parse().expect("an amount"),
            is_paid: card != Card::Empty,
            refunded: 0,
        };
        let shown = intent.json();
        let is_paid = intent.is_paid;
        known.intents.push(intent);
        if is_paid {
            (StatusCode::OK, shown)
        } else {
            let (status, mut body) = error(StatusCode::PAYMENT_REQUIRED, "card_error", "card_declined");
            body["error"]["decline_code"] = "insufficient_funds".into();
            (status, body)
        }
    });
    if is_lossy && is_new {
        std::future::pending::<()>().await;
    }
    answer
}

async fn search(State(known): State<Shared>, Query(fields): Query<Fields>) -> Json<Value> {
    let charge = field(&fields, "query").split('\'').nth(3).expect("a query for an id");
    let known = known.lock().expect("no panic");
    let found: Vec<Value> =
        known.intents.iter().filter(|intent| intent.charge == charge).map(Intent::json).collect();
    Json(json!({ "object": "search_result", "data": found }))
}

async fn intent(State(known): State<Shared>, Path(id): Path<String>) -> Json<Value> {
    let known = known.lock().expect("no panic");
    Json(known.intents.iter().find(|intent| intent.id == id).expect("an intent").json())
}

async fn detach(State(known): State<Shared>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    once(&known, &headers, |known| match known.methods.get_mut(&id) {
        Some((_, attached)) if *attached => {
            *attached = false;
            (StatusCode::OK, json!({ "id": id }))
        }
        _ => error(StatusCode::BAD_REQUEST, "invalid_request_error", "resource_missing"),
    })
    .1
}

async fn refund(State(known): State<Shared>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    once(&known, &headers, |known| {
        let wanted = field(&fields, "payment_intent");
        let amount: i64 = field(&fields, "amount").parse().expect("an amount");
        match known.intents.iter_mut().find(|intent| intent.id == wanted) {
            Some(paid) if paid.is_paid && paid.refunded + amount <= paid.amount => {
                paid.refunded += amount;
                (StatusCode::OK, json!({ "id": format!("re_{}", paid.refunded), "status": "succeeded" }))
            }
            _ => error(StatusCode::BAD_REQUEST, "invalid_request_error", "charge_already_refunded"),
        }
    })
    .1
}

#[async_trait]
impl World for Standing {
    fn gateway(&self) -> Arc<dyn PaymentGateway> {
        self.gateway.clone()
    }

    async fn types(&self, page: &CardPage, card: Card) {
        let mut known = self.known.lock().expect("no panic");
        let session = known.sessions.get_mut(&page.reference).expect("a page that was opened");
        session.card = Some(card);
        let method = session.method.clone();
        if card != Card::Declined {
            known.methods.insert(method, (card, true));
        }
    }

    fn paid(&self) -> Vec<(String, i64)> {
        let known = self.known.lock().expect("no panic");
        let paid = known.intents.iter().filter(|intent| intent.is_paid);
        paid.map(|intent| (intent.charge.clone(), intent.amount)).collect()
    }

    fn keys(&self) -> usize {
        self.known.lock().expect("no panic").methods.len()
    }
}

suite!(world());
