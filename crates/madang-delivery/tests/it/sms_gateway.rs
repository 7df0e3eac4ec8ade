//! SMS against a gateway's stand-in, which answers as real ones do.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use madang_core::outbox::{Outcome, Sms, SmsDriver};
use madang_core::settings::{Sms as Settings, SmsDriver as Driver, SmsEncoding};
use madang_delivery::SmsGateway;
use madang_model::Secret;
use serde_json::{Value, json};

const ID: &str = "0192d3c4-0000-7000-8000-000000000002";

/// What the gateway was called with: authorization, content type, body.
type Calls = Arc<Mutex<Vec<(String, String, String)>>>;

async fn take(
    State((status, calls)): State<(StatusCode, Calls)>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let header = |name: &str| headers.get(name).map_or("", |v| v.to_str().unwrap()).to_owned();
    calls.lock().unwrap().push((
        header("authorization"),
        header("content-type"),
        String::from_utf8(body.to_vec()).unwrap(),
    ));
    status
}

/// A gateway that answers `status`; its address and its calls.
async fn gateway(status: StatusCode) -> (String, Calls) {
    let calls = Calls::default();
    let app = Router::new().route("/v1/send", post(take)).with_state((status, calls.clone()));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}/v1/send", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (url, calls)
}

fn settings(url: &str, encoding: SmsEncoding) -> Settings {
    let mut sms = Settings { driver: Driver::Http, sender: "02-123-4567".to_owned(), ..Settings::default() };
    sms.gateway.url = url.to_owned();
    sms.gateway.encoding = encoding;
    sms.gateway.timeout_seconds = 1;
    sms.gateway.headers.insert("Authorization".to_owned(), Secret::new("Bearer k3y"));
    for (field, pattern) in
        [("receiver", "{to}"), ("sender", "{from}"), ("msg", "{text}"), ("refkey", "m-{id}"), ("type", "SMS")]
    {
        sms.gateway.fields.insert(field.to_owned(), pattern.to_owned());
    }
    sms
}

fn sms() -> Sms {
    Sms {
        id: ID.parse().unwrap(),
        to: "01012345678".to_owned(),
        text: "[마당] 인증번호 123456 & {to}".to_owned(),
    }
}

#[tokio::test]
async fn a_gateway_is_called_with_json_or_a_form_as_it_wants() {
    let (url, calls) = gateway(StatusCode::ACCEPTED).await;
    SmsGateway::new(&settings(&url, SmsEncoding::Json)).unwrap().send(&sms()).await.unwrap();
    SmsGateway::new(&settings(&url, SmsEncoding::Form)).unwrap().send(&sms()).await.unwrap();
    let calls = calls.lock().unwrap();
    let (authorization, kind, body) = &calls[0];
    assert_eq!((authorization.as_str(), kind.as_str()), ("Bearer k3y", "application/json"));
    let expected = json!({
        "receiver": "01012345678", "sender": "021234567", "msg": "[마당] 인증번호 123456 & {to}",
        "refkey": format!("m-{ID}"), "type": "SMS",
    });
    assert_eq!(serde_json::from_str::<Value>(body).unwrap(), expected);
    let (authorization, kind, body) = &calls[1];
    assert_eq!((authorization.as_str(), kind.as_str()), ("Bearer k3y", "application/x-www-form-urlencoded"));
    assert!(body.contains("receiver=01012345678") && body.contains("%26+%7Bto%7D"), "{body}");
}

#[tokio::test]
async fn refusals_end_an_sms_and_trouble_has_it_tried_again() {
    for (status, expected) in [
        (StatusCode::BAD_REQUEST, Outcome::Refused("the SMS gateway refused: 400".to_owned())),
        (StatusCode::TOO_MANY_REQUESTS, Outcome::Later("the SMS gateway answered 429".to_owned())),
        (StatusCode::SERVICE_UNAVAILABLE, Outcome::Later("the SMS gateway answered 503".to_owned())),
    ] {
        let (url, calls) = gateway(status).await;
        let outcome =
            SmsGateway::new(&settings(&url, SmsEncoding::Json)).unwrap().send(&sms()).await.unwrap_err();
        assert_eq!(outcome, expected);
        assert_eq!(calls.lock().unwrap().len(), 1, "the queue tries again, not the driver");
    }
}

#[tokio::test]
async fn a_gateway_that_is_away_or_silent_is_tried_again() {
    let silent = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = silent.local_addr().unwrap();
    let gateway = SmsGateway::new(&settings(&format!("http://{address}/"), SmsEncoding::Json)).unwrap();
    // The listener's queue takes the connection, and nobody answers it.
    let outcome = gateway.send(&sms()).await.unwrap_err();
    assert_eq!(outcome, Outcome::Later("no answer in time from the SMS gateway".to_owned()));
    drop(silent);
    let outcome = gateway.send(&sms()).await.unwrap_err();
    assert_eq!(outcome, Outcome::Later("no connection to the SMS gateway".to_owned()));
}

#[test]
fn malformed_settings_are_unusable_and_keep_their_secrets() {
    let error = |change: fn(&mut Settings)| {
        let mut sms = settings("http://127.0.0.1/", SmsEncoding::Json);
        change(&mut sms);
        SmsGateway::new(&sms).err().unwrap().to_string()
    };
    assert_eq!(error(|s| s.gateway.url = "gateway".to_owned()), "sms.gateway.url is not an address");
    let text = error(|s| {
        s.gateway.headers.insert("X-Key".to_owned(), Secret::new("k3y\n"));
    });
    assert_eq!(text, "sms.gateway.headers: X-Key is not a header, or its value is none");
}
