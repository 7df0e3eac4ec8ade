//! People who ask by REST and ask again until they are answered.

use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::{Client, Method, Response};
use serde_json::{Value, json};

use crate::harness::World;
use crate::journey::{PASSWORD, client, expect, post};

/// How long somebody asks before they give up: far longer than all kills together take away from one request.
const PATIENCE: Duration = Duration::from_secs(90);

/// Somebody with a token, who may apply and decide.
pub(super) struct Person {
    client: Client,
    base: String,
    token: String,
}

/// All of them.
pub(super) struct People(pub(super) Vec<Person>);

/// What became of a request.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Value,
    /// How often it was sent again.
    pub(super) again: usize,
}

impl Answer {
    pub(super) fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The code of a refusal.
    pub(super) fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }
}

impl People {
    /// So many operators, each with an organisation and a token of their own.
    pub(super) async fn enter(world: &World, count: usize) -> Arc<Self> {
        let client = client();
        let mut people = Vec::with_capacity(count);
        for number in 0..count {
            let id = format!("person{number}");
            world.ok(&["admin", "create-operator", "--id", &id, "--password-stdin"], PASSWORD);
            let body = json!({ "login_id": id, "password": PASSWORD });
            let session = expect(201, post(&client, world, "/api/v1/sessions", &body).await.unwrap()).await;
            let session = session["token"].as_str().unwrap().to_owned();
            let by_session = |method: Method, path: &str| {
                client.request(method, world.url(&format!("/api/v1{path}"))).bearer_auth(&session)
            };
            let pending: Value =
                expect(200, by_session(Method::GET, "/me/pending-terms").send().await.unwrap()).await;
            let terms: Vec<Value> =
                pending["items"].as_array().unwrap().iter().map(|row| row["id"].clone()).collect();
            if !terms.is_empty() {
                let agreed = by_session(Method::POST, "/me/consents").json(&json!({ "terms": terms }));
                assert!(agreed.send().await.unwrap().status().is_success());
            }
            let scopes = ["order:read", "order:write", "organization:read", "project:read"];
            let body = json!({ "name": "journeys", "scopes": scopes, "days": 1 });
            let made = by_session(Method::POST, "/me/tokens").json(&body).send().await.unwrap();
            let token = expect(201, made).await["token"].as_str().unwrap().to_owned();
            people.push(Person { client: client.clone(), base: world.url("/api/v1"), token });
        }
        Arc::new(Self(people))
    }
}

impl Person {
    /// Asks until there is an answer that is one: not that the program is away, starting, or still at it.
    async fn ask(&self, method: &Method, path: &str, body: Option<&Value>, key: Option<&str>) -> Answer {
        let begun = Instant::now();
        let mut again = 0;
        loop {
            let mut request = self.client.request(method.clone(), format!("{}{path}", self.base));
            request = request.bearer_auth(&self.token).timeout(Duration::from_secs(20));
            if let Some(body) = body {
                request = request.json(body);
            }
            if let Some(key) = key {
                request = request.header("idempotency-key", key);
            }
            if let Some((status, body)) = answered(request.send().await).await {
                let is_at_it = status == 503 || body["code"] == "idempotency-in-progress";
                if !is_at_it {
                    return Answer { status, body, again };
                }
            }
            assert!(begun.elapsed() < PATIENCE, "{method} {path}: nobody answers");
            again += 1;
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    pub(super) async fn get(&self, path: &str) -> Answer {
        self.ask(&Method::GET, path, None, None).await
    }

    pub(super) async fn put(&self, path: &str, body: &Value) -> Answer {
        self.ask(&Method::PUT, path, Some(body), None).await
    }

    /// A POST under a name of its own, so that it acts once however often it is sent.
    pub(super) async fn post(&self, path: &str, body: &Value, key: &str) -> Answer {
        self.ask(&Method::POST, path, Some(body), Some(key)).await
    }
}

/// The whole answer; none where it was cut off.
async fn answered(response: reqwest::Result<Response>) -> Option<(u16, Value)> {
    let response = response.ok()?;
    let status = response.status().as_u16();
    let text = response.text().await.ok()?;
    Some((status, serde_json::from_str(&text).unwrap_or_default()))
}
