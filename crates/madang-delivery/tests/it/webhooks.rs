//! Webhooks against receivers on loopback, through the real driver.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use madang_core::events::{self, Call, DeliveryQuery, NoAnswer, Post, WebhookInput};
use madang_core::settings::Webhooks as Settings;
use madang_delivery::WebhookPost;
use madang_testkit::{TestMadang, on_both_engines};
use serde_json::json;
use sha2::{Digest as _, Sha256};

/// What a receiver was sent: the header `webhook-id` and the body.
type Taken = Arc<Mutex<Vec<(String, String)>>>;

async fn take(
    State((status, taken)): State<(StatusCode, Taken)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let id = headers.get("webhook-id").map_or("", |value| value.to_str().unwrap()).to_owned();
    assert_eq!(headers["content-type"], "application/json");
    taken.lock().unwrap().push((id, String::from_utf8(body.to_vec()).unwrap()));
    (status, [(header::LOCATION, "/elsewhere")]).into_response()
}

/// A receiver that answers `status`; its port and what it took, at whatever path.
async fn receiver(status: StatusCode) -> (u16, Taken) {
    let taken = Taken::default();
    let app = Router::new().fallback(post(take)).with_state((status, taken.clone()));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move { axum::serve(listener, app).await });
    (port, taken)
}

fn call(address: &str) -> Call {
    Call {
        address: address.to_owned(),
        headers: vec![("webhook-id", "e-1".to_owned())],
        body: "{\"type\":\"ping\"}".to_owned(),
    }
}

fn driver(allow_private: bool) -> WebhookPost {
    WebhookPost::new(&Settings { allow_private, timeout_seconds: 1, ..Settings::default() }).unwrap()
}

#[tokio::test]
async fn a_receiver_gets_headers_and_body_and_its_status_comes_back() {
    for status in [StatusCode::NO_CONTENT, StatusCode::INTERNAL_SERVER_ERROR, StatusCode::GONE] {
        let (port, taken) = receiver(status).await;
        let answer = driver(true).post(&call(&format!("http://127.0.0.1:{port}/hook?a=1"))).await;
        assert_eq!(answer, Ok(status.as_u16()));
        assert_eq!(*taken.lock().unwrap(), [("e-1".to_owned(), "{\"type\":\"ping\"}".to_owned())]);
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (port, taken) = receiver(StatusCode::TEMPORARY_REDIRECT).await;
    let answer = driver(true).post(&call(&format!("http://127.0.0.1:{port}/hook"))).await;
    assert_eq!(answer, Ok(307));
    assert_eq!(taken.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn nothing_inside_is_connected_to_unless_the_settings_allow_it() {
    let (port, taken) = receiver(StatusCode::OK).await;
    let inside = [
        format!("http://127.0.0.1:{port}/"),
        format!("https://127.0.0.1:{port}/"),
        format!("https://[::1]:{port}/"),
        format!("https://[::ffff:127.0.0.1]:{port}/"),
        // A name that was fine when it was typed and leads inside now.
        format!("https://localhost:{port}/"),
        format!("http://localhost:{port}/"),
        "https://169.254.169.254/latest/meta-data".to_owned(),
    ];
    for address in inside {
        assert_eq!(driver(false).post(&call(&address)).await, Err(NoAnswer::Forbidden), "{address}");
    }
    assert!(taken.lock().unwrap().is_empty());
    assert_eq!(driver(true).post(&call(&format!("http://localhost:{port}/"))).await, Ok(200));
}

#[tokio::test]
async fn a_receiver_that_is_away_or_silent_or_endless_does_not_hold_up() {
    let silent = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = format!("http://{}/", silent.local_addr().unwrap());
    // The listener's queue takes the connection, and nobody answers it.
    assert_eq!(driver(true).post(&call(&address)).await, Err(NoAnswer::Timeout));
    drop(silent);
    assert_eq!(driver(true).post(&call(&address)).await, Err(NoAnswer::Unreachable));

    // An answer that never ends is not read.
    let endless = Router::new().fallback(post(|| async {
        let chunks = std::iter::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from_static(&[0; 65_536])));
        axum::body::Body::from_stream(futures_util::stream::iter(chunks))
    }));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, endless).await });
    let answer = tokio::time::timeout(Duration::from_millis(900), driver(true).post(&call(&address))).await;
    assert_eq!(answer.expect("before its time is over"), Ok(200));
}

/// HMAC-SHA-256 as RFC 2104 defines it, written anew: what a receiver does, knowing nothing of ours.
fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut block = [0_u8; 64];
    block[..key.len()].copy_from_slice(key);
    let hash = |pad: u8, rest: &[u8]| {
        let mut hasher = Sha256::new();
        hasher.update(block.map(|byte| byte ^ pad));
        hasher.update(rest);
        hasher.finalize().to_vec()
    };
    hash(0x5c, &hash(0x36, message))
}

/// Whether a request is signed with this secret.
fn is_signed(secret: &str, headers: &HeaderMap, body: &[u8]) -> bool {
    let header = |name: &str| headers[name].to_str().unwrap().to_owned();
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let mut message = format!("{}.{}.", header("webhook-id"), header("webhook-timestamp")).into_bytes();
    message.extend(body);
    let expected = format!("v1,{}", STANDARD.encode(hmac(&key, &message)));
    header("webhook-signature").split(' ').any(|signature| signature == expected)
}

/// What a careful receiver was sent: its headers and its body.
type Requests = Arc<Mutex<Vec<(HeaderMap, Bytes)>>>;

/// A receiver that fails `failures` times and then takes everything.
async fn careful(failures: usize) -> (String, Requests) {
    let requests = Requests::default();
    let taken = requests.clone();
    let app = Router::new().fallback(post(move |headers: HeaderMap, body: Bytes| async move {
        let mut taken = taken.lock().unwrap();
        taken.push((headers, body));
        if taken.len() <= failures { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::OK }
    }));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = format!("http://{}/hook", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (address, requests)
}

on_both_engines! {
    async fn an_event_arrives_signed_after_a_failure_and_again_when_it_is_replayed(engine: Engine) {
        let m = TestMadang::with(engine, |settings| settings.webhooks.allow_private = true).await;
        let owner = m.member("owner1").await;
        let company = m.company(&owner, "한전KDN", "KDN1").await;
        let (address, requests) = careful(1).await;
        let input = WebhookInput { name: "배포".to_owned(), address, kinds: vec!["order.*".to_owned()] };
        let made = events::create_webhook(&owner, company.id, &input).await.unwrap();
        let mut work = owner.begin().await.unwrap();
        events::publish(&mut work, company.id, "order.submit", "s-1", &json!({ "title": "한글 「제목」" })).await.unwrap();
        work.commit().await.unwrap();
        let worker = m.webhook_worker(Arc::new(driver(true)));
        worker.run_due().await.unwrap();
        assert_eq!(requests.lock().unwrap().len(), 1);
        m.advance(Duration::from_secs(6));
        worker.run_due().await.unwrap();
        let query = DeliveryQuery::default();
        let delivered = events::deliveries(&owner, made.id, &query).await.unwrap().items.remove(0);
        assert_eq!((delivered.state.as_str(), delivered.attempts, delivered.status), ("delivered", 2, Some(200)));
        events::replay(&owner, delivered.id).await.unwrap();
        worker.run_due().await.unwrap();

        let requests = requests.lock().unwrap().clone();
        assert_eq!(requests.len(), 3);
        for (headers, body) in &requests {
            assert!(is_signed(made.secret.reveal(), headers, body));
            assert!(!is_signed("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", headers, body), "another secret");
            let altered = String::from_utf8(body.to_vec()).unwrap().replace("submit", "cancel");
            assert!(!is_signed(made.secret.reveal(), headers, altered.as_bytes()), "another body");
            assert_eq!(headers["webhook-id"], requests[0].0["webhook-id"]);
            let read: serde_json::Value = serde_json::from_slice(body).unwrap();
            assert_eq!((&read["type"], &read["data"]["title"]), (&json!("order.submit"), &json!("한글 「제목」")));
        }
    }
}
