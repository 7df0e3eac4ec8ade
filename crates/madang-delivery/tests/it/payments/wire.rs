//! Gateways that are away, not well, or don't know us: what is said of it, and what never is.

use std::sync::Arc;

use axum::Router;
use http::StatusCode;
use madang_core::billing::{Charge, GatewayError, OpenCheck, PaymentGateway, Returned};
use madang_core::settings::{Stripe as StripeSettings, TossPay as TossPaySettings};
use madang_delivery::{Stripe, TossPay};
use madang_i18n::Lang;
use madang_model::Secret;

use super::serve;

const API_KEY: &str = "sk_live_do_not_tell";
const CARD_KEY: &str = "cus_secret/pm_secret";

/// Both drivers, calling this address.
fn drivers(base_url: &str) -> [Arc<dyn PaymentGateway>; 2] {
    let api_key = Some(Secret::new(API_KEY));
    let toss = TossPaySettings { base_url: base_url.to_owned(), api_key: api_key.clone() };
    let stripe = StripeSettings { base_url: base_url.to_owned(), secret_key: api_key };
    [
        Arc::new(TossPay::new(&toss, 1).expect("a driver")),
        Arc::new(Stripe::new(&stripe, 1).expect("a driver")),
    ]
}

/// Every call, and what came of it.
async fn errors(gateway: &dyn PaymentGateway) -> Vec<GatewayError> {
    let check = OpenCheck {
        id: "check-1".to_owned(),
        customer: "payer-1".to_owned(),
        lang: Lang::En,
        return_url: "http://127.0.0.1:9/".to_owned(),
    };
    let charge = Charge {
        id: "charge-1".to_owned(),
        customer: "payer-1".to_owned(),
        amount: 1_100,
        tax: 100,
        title: "November".to_owned(),
    };
    let key = Secret::new(CARD_KEY);
    let found = [
        gateway.open_check(&check).await.err(),
        gateway.check(&check, "cs_1", &Returned::new()).await.err(),
        gateway.charge(&key, &charge).await.err(),
        gateway.ask("charge-1").await.err(),
        gateway.forget(&key, "payer-1").await.err(),
    ];
    for error in found.iter().flatten() {
        let said = format!("{error} {error:?}");
        for secret in [API_KEY, "cus_secret", "pm_secret", "홍길동"] {
            assert!(!said.contains(secret), "{said}");
        }
    }
    found.into_iter().map(|error| error.expect("it can't have worked")).collect()
}

async fn answering(status: StatusCode, body: &'static str) -> String {
    serve(Router::new().fallback(move || async move { (status, body) })).await
}

#[tokio::test]
async fn nobody_there_is_away() {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    for gateway in drivers(&url) {
        for error in errors(gateway.as_ref()).await {
            assert!(matches!(error, GatewayError::Away(_)), "{}: {error:?}", gateway.name());
        }
    }
}

#[tokio::test]
async fn trouble_over_there_leaves_it_unknown() {
    let url = answering(StatusCode::BAD_GATEWAY, "홍길동 sk_live_do_not_tell").await;
    for gateway in drivers(&url) {
        for error in errors(gateway.as_ref()).await {
            assert!(matches!(error, GatewayError::Unknown(_)), "{}: {error:?}", gateway.name());
        }
    }
}

#[tokio::test]
async fn too_many_requests_is_away() {
    let url = answering(StatusCode::TOO_MANY_REQUESTS, "").await;
    for gateway in drivers(&url) {
        for error in errors(gateway.as_ref()).await {
            assert!(matches!(error, GatewayError::Away(_)), "{}: {error:?}", gateway.name());
        }
    }
}

#[tokio::test]
async fn a_wrong_key_is_refused_without_naming_it() {
    let url = answering(StatusCode::UNAUTHORIZED, "홍길동 sk_live_do_not_tell").await;
    for gateway in drivers(&url) {
        for error in errors(gateway.as_ref()).await {
            assert!(matches!(error, GatewayError::Refused(_)), "{}: {error:?}", gateway.name());
        }
    }
}

#[tokio::test]
async fn a_driver_without_its_key_is_not_made() {
    let toss = TossPay::new(&TossPaySettings::default(), 1).err().expect("no key").to_string();
    assert!(toss.contains("billing.gateway.tosspay.api_key"), "{toss}");
    let stripe = Stripe::new(&StripeSettings::default(), 1).err().expect("no key").to_string();
    assert!(stripe.contains("billing.gateway.stripe.secret_key"), "{stripe}");
}
