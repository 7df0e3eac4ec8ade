//! A Madang with its console, and browsers that look at it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::response::IntoResponse as _;
use axum::{Extension, Router};
use http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use http::{HeaderMap, Request, StatusCode};
use madang_console::api_reference::ApiDescription;
use madang_console::frame::Brands;
use madang_core::Platform;
use madang_i18n::Lang;
use madang_model::Secret;
use madang_testkit::{Engine, FakeProduct, PASSWORD, TestMadang, TestMember};
use madang_web::{Faces, Mode, Web};
use tower::ServiceExt as _;

/// The cookie that a session is kept in.
pub(crate) const SESSION: &str = "__Host-session";

/// A Madang with its console.
pub(crate) struct Site {
    /// Everything behind the console.
    pub(crate) m: TestMadang,
    app: Router,
}

impl Site {
    /// As it runs for people.
    pub(crate) async fn new(engine: Engine) -> Self {
        Self::in_mode(engine, Mode::Production).await
    }

    /// As it runs for people or for its developers. Every browser here has the same address, so that address
    /// may ask often.
    pub(crate) async fn in_mode(engine: Engine, mode: Mode) -> Self {
        Self::assembled(engine, mode, |_| {}).await
    }

    /// As it runs for people, with a product whose things are the test's to make.
    pub(crate) async fn with_product(engine: Engine, product: &Arc<FakeProduct>) -> Self {
        let kept = Arc::clone(product);
        Self::assembled(engine, Mode::Production, |platform| platform.products = Arc::from([kept as _])).await
    }

    async fn assembled(engine: Engine, mode: Mode, change: impl FnOnce(&mut Platform)) -> Self {
        let often = 1_000_000;
        let settings = |settings: &mut madang_core::Settings| {
            settings.limits.requests_per_minute = often;
            settings.limits.sign_ups_per_address = often;
            settings.limits.captchas_per_address = often;
            settings.limits.failures_per_address = often;
            settings.limits.sms_per_address = often;
        };
        let m = TestMadang::assembled(engine, settings, change).await;
        let brands = Brands::new(&m.platform().settings).expect("the default brand");
        let faces = Faces {
            api: |_, fault| madang_web::status_of(fault).into_response(),
            page: madang_console::face::page,
        };
        let web = Web::new(m.platform().clone(), mode);
        let routes = madang_console::router(&brands);
        let policy = madang_console::shell::CONTENT_SECURITY_POLICY;
        let app = madang_web::assemble(web, routes, faces, policy).layer(Extension(brands));
        let app = app.layer(Extension(ApiDescription(described)));
        Self { m, app }
    }

    /// Somebody who is not signed in.
    pub(crate) fn visitor(&self) -> Browser {
        Browser { app: self.app.clone(), cookies: BTreeMap::new(), lang: Lang::Ko }
    }

    /// A member's browser, in the session that the member was made with.
    pub(crate) fn of(&self, member: &TestMember) -> Browser {
        self.presenting(&member.token)
    }

    /// The same member's browser in a new session.
    pub(crate) async fn again(&self, member: &TestMember) -> Browser {
        let (_, token) = self.m.signed_in(&member.login_id, PASSWORD).await.expect("the member signs in");
        self.presenting(&token)
    }

    fn presenting(&self, token: &Secret) -> Browser {
        let mut browser = self.visitor();
        browser.cookies.insert(SESSION.to_owned(), token.reveal().to_owned());
        browser
    }
}

/// A browser: it keeps cookies and says what language it wants.
#[derive(Clone)]
pub(crate) struct Browser {
    app: Router,
    /// What it keeps.
    pub(crate) cookies: BTreeMap<String, String>,
    /// What it wants to read.
    pub(crate) lang: Lang,
}

impl Browser {
    /// The same, reading another language.
    pub(crate) fn reading(mut self, lang: Lang) -> Self {
        self.lang = lang;
        self
    }

    /// Opens a page.
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Sends a form from one of our own pages.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.form_token().await;
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        self.post_as_it_is(path, &encoded(&all)).await
    }

    /// Sends this body as a form.
    pub(crate) async fn post_as_it_is(&mut self, path: &str, body: &str) -> Answer {
        self.send(form_to(path), Body::from(body.to_owned())).await
    }

    /// Sends a request, with the cookies that are kept; keeps those that come back.
    pub(crate) async fn send(&mut self, request: http::request::Builder, body: Body) -> Answer {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = request
            .header(COOKIE, cookies.join("; "))
            .header("accept-language", self.lang.tag())
            .body(body)
            .expect("a request that HTTP allows");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 50_000))));
        let response = self.app.clone().oneshot(request).await.expect("the router never fails");
        let (parts, body) = response.into_parts();
        self.keep(&parts.headers);
        let body = to_bytes(body, 50_000_000).await.expect("a body comes whole");
        let text = String::from_utf8_lossy(&body).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    /// A token for a form, from a page that has one.
    pub(crate) async fn form_token(&mut self) -> String {
        let page = if self.cookies.contains_key(SESSION) { "/announcements" } else { "/sign-in" };
        let answer = self.get(page).await;
        let (_, behind) = answer.text.split_once("name=\"csrf\" value=\"").expect("the page has a form");
        behind.split('"').next().unwrap_or_default().to_owned()
    }

    fn keep(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(SET_COOKIE) {
            let text = cookie.to_str().expect("cookies are ASCII");
            let (name, rest) = text.split_once('=').expect("a cookie has a name");
            let value = rest.split(';').next().unwrap_or_default();
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The status.
    pub(crate) status: StatusCode,
    /// The headers.
    pub(crate) headers: HeaderMap,
    /// The body.
    pub(crate) text: String,
}

impl Answer {
    /// A header's text; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it leads; empty where it leads nowhere.
    pub(crate) fn location(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    /// Whether it sends a visitor to sign in first.
    pub(crate) fn asks_to_sign_in(&self) -> bool {
        self.status == StatusCode::SEE_OTHER && self.location().starts_with("/sign-in?next=")
    }

    /// The cookie of this name as it was set, attributes included.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        let cookies = self.headers.get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        cookies.into_iter().find(|cookie| cookie.split('=').next() == Some(name))
    }
}

/// A form's request.
pub(crate) fn form_to(path: &str) -> http::request::Builder {
    Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded")
}

/// Fields as a form sends them.
pub(crate) fn encoded(fields: &[(&str, &str)]) -> String {
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", percent(name), percent(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn percent(text: &str) -> String {
    let byte =
        |b: u8| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") };
    text.bytes().map(byte).collect()
}

/// A small API, in the place of the real one, which the console doesn't know.
fn described(_: Lang) -> &'static serde_json::Value {
    static DOCUMENT: std::sync::LazyLock<serde_json::Value> = std::sync::LazyLock::new(|| {
        serde_json::json!({
            "info": { "description": "하나뿐인 API" },
            "tags": [{ "name": "things", "description": "물건" }],
            "paths": { "/api/v1/things": { "get": {
                "tags": ["things"], "operationId": "listThings", "summary": "물건 목록", "x-access": "public",
                "parameters": [{ "name": "limit", "in": "query", "schema": { "type": "integer" } }],
                "responses": { "200": { "description": "물건" } },
            } } },
        })
    });
    &DOCUMENT
}
