//! A client of the API under test.

use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::response::{IntoResponse, Response};
use http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, Method, Request, StatusCode};
use madang_core::{Ctx, Settings};
use madang_model::Secret;
use madang_testkit::{Engine, TestMadang, TestMember};
use madang_web::{Faces, Fault, Mode, Web};
use serde_json::Value;
use tower::ServiceExt as _;

use crate::described;

/// The API on a platform of its own.
pub(crate) struct Api {
    pub(crate) m: TestMadang,
    router: Router,
}

impl Api {
    pub(crate) async fn new(engine: Engine) -> Self {
        Self::with(engine, |_| {}).await
    }

    pub(crate) async fn with(engine: Engine, change: impl FnOnce(&mut Settings)) -> Self {
        let m = TestMadang::with(engine, change).await;
        let web = Web::new(m.platform().clone(), Mode::Production);
        let faces = Faces { api: madang_api::face::problem, page: no_page };
        let router = madang_web::assemble(web, madang_api::router(), faces, "default-src 'none'");
        Self { m, router }
    }

    pub(crate) fn get(&self, path: impl Into<String>) -> Call {
        self.call(Method::GET, path)
    }

    pub(crate) fn post(&self, path: impl Into<String>) -> Call {
        self.call(Method::POST, path)
    }

    pub(crate) fn put(&self, path: impl Into<String>) -> Call {
        self.call(Method::PUT, path)
    }

    pub(crate) fn patch(&self, path: impl Into<String>) -> Call {
        self.call(Method::PATCH, path)
    }

    pub(crate) fn delete(&self, path: impl Into<String>) -> Call {
        self.call(Method::DELETE, path)
    }

    pub(crate) fn call(&self, method: Method, path: impl Into<String>) -> Call {
        Call {
            router: self.router.clone(),
            method,
            path: format!("/api/v1{}", path.into()),
            headers: HeaderMap::new(),
            address: [192, 0, 2, 1],
            body: Vec::new(),
        }
    }
}

fn no_page(_: &Ctx, _: &Fault, _: &http::request::Parts) -> Response {
    StatusCode::IM_A_TEAPOT.into_response()
}

/// A request that is being put together.
#[derive(Clone)]
pub(crate) struct Call {
    router: Router,
    method: Method,
    path: String,
    headers: HeaderMap,
    address: [u8; 4],
    body: Vec<u8>,
}

impl Call {
    pub(crate) fn by(self, member: &TestMember) -> Self {
        self.bearer(&member.token)
    }

    pub(crate) fn bearer(self, token: &Secret) -> Self {
        let value = format!("Bearer {}", token.reveal());
        self.header(AUTHORIZATION.as_str(), &value)
    }

    pub(crate) fn within(self, sign_up: &str) -> Self {
        self.header("sign-up-token", sign_up)
    }

    pub(crate) fn keyed(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    pub(crate) fn in_english(self) -> Self {
        self.header(ACCEPT_LANGUAGE.as_str(), "en")
    }

    pub(crate) fn from(mut self, address: [u8; 4]) -> Self {
        self.address = address;
        self
    }

    pub(crate) fn method(&self) -> &Method {
        &self.method
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(name.parse::<http::HeaderName>().unwrap(), value.parse().unwrap());
        self
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.raw("application/json", body.to_string())
    }

    pub(crate) fn raw(self, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        let mut call = self.header(CONTENT_TYPE.as_str(), kind);
        call.body = body.into();
        call
    }

    /// Sends it; the answer, held to the description.
    pub(crate) async fn send(self) -> Answer {
        let mut request = Request::new(Body::from(self.body));
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.path.parse().unwrap();
        *request.headers_mut() = self.headers;
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((self.address, 40_000))));
        let response = self.router.oneshot(request).await.unwrap();
        let (head, stream) = response.into_parts();
        let bytes = to_bytes(stream, usize::MAX).await.unwrap();
        let answer = Answer { status: head.status, headers: head.headers, bytes: bytes.to_vec() };
        described::hold_to(&self.method, &self.path, &answer);
        answer
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body of an answer that has to have this status.
    #[track_caller]
    pub(crate) fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.bytes));
        self.json()
    }

    /// An answer that has to be this problem.
    #[track_caller]
    pub(crate) fn problem(&self, status: u16, code: &str) -> Value {
        let body = self.expect(status);
        assert_eq!(body["code"], code, "{body}");
        body
    }

    /// An answer that has to say that exactly this field breaks exactly this rule.
    #[track_caller]
    pub(crate) fn invalid(&self, field: &str, rule: &str) {
        let body = self.problem(422, "invalid");
        assert_eq!(body["errors"].as_array().map(Vec::len), Some(1), "{body}");
        assert_eq!((&body["errors"][0]["field"], &body["errors"][0]["code"]), (&field.into(), &rule.into()));
    }
}
