//! What people do, by REST.

use reqwest::{Client, Response};
use serde_json::{Value, json};

use crate::harness::World;

/// A password that the guide's policy takes.
pub(crate) const PASSWORD: &str = "Journey!2026";

/// A client that says what it wants and takes no for an answer.
pub(crate) fn client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().no_proxy().build().unwrap()
}

/// Posts JSON.
pub(crate) async fn post(
    client: &Client,
    world: &World,
    path: &str,
    body: &Value,
) -> reqwest::Result<Response> {
    client.post(world.url(path)).json(body).send().await
}

/// Signs up to the point where the mail is on its way; the new member's id.
pub(crate) async fn sign_up(
    client: &Client,
    world: &World,
    login_id: &str,
    email: &str,
    phone: &str,
) -> String {
    let terms: Value = client.get(world.url("/api/v1/terms")).send().await.unwrap().json().await.unwrap();
    let agreed: Vec<&str> =
        terms["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    let begun = post(client, world, "/api/v1/sign-ups", &json!({ "terms": agreed })).await.unwrap();
    let begun: Value = expect(201, begun).await;
    let token = begun["token"].as_str().unwrap();
    let step = async |path: &str, body: Value, status: u16| {
        let request = client.post(world.url(path)).header("sign-up-token", token).json(&body);
        expect(status, request.send().await.unwrap()).await
    };
    step("/api/v1/sign-ups/current/phone/code", json!({ "phone": phone }), 200).await;
    let sent: Value =
        serde_json::from_str(&world.ok(&["admin", "outbox", "--json", "--to", phone], "")).unwrap();
    let text = sent.as_array().unwrap().last().unwrap()["text"].as_str().unwrap();
    let code: String =
        text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6).unwrap().to_owned();
    step("/api/v1/sign-ups/current/phone/confirm", json!({ "code": code }), 200).await;
    let captcha = expect(201, post(client, world, "/api/v1/captchas", &json!({})).await.unwrap()).await;
    let captcha = captcha["id"].as_str().unwrap();
    let answer = world.ok(&["admin", "captcha-answer", "--id", captcha], "");
    let form = json!({
        "login_id": login_id, "password": PASSWORD, "name": "홍길동", "email": email, "phone": phone,
        "captcha_id": captcha, "captcha": answer.trim(),
    });
    let member = step("/api/v1/sign-ups/current/complete", form, 201).await;
    member["member_id"].as_str().unwrap().to_owned()
}

/// The JSON of an answer that has to have this status.
pub(crate) async fn expect(status: u16, response: Response) -> Value {
    let found = response.status().as_u16();
    let text = response.text().await.unwrap();
    assert_eq!(found, status, "{text}");
    serde_json::from_str(&text).unwrap()
}

/// Signs in; the status of the answer.
pub(crate) async fn sign_in(client: &Client, world: &World, login_id: &str, password: &str) -> u16 {
    let body = json!({ "login_id": login_id, "password": password });
    post(client, world, "/api/v1/sessions", &body).await.unwrap().status().as_u16()
}
