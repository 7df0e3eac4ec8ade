//! Where a request comes from: network address, client, request id, language.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::{ACCEPT_LANGUAGE, USER_AGENT};
use http::{HeaderMap, HeaderValue};
use madang_core::{Actor, Ctx, Origin};
use madang_i18n::Lang;

use crate::{Web, cookie};

/// Puts a visitor's [`Ctx`] into the request; who it really is, is found out later.
pub(crate) async fn visitor(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let address = address(&web, peer, request.headers());
    let id = new_request_id(&web);
    let ctx = Ctx {
        platform: web.platform.clone(),
        actor: Actor::Visitor,
        origin: Origin { address, client: client(request.headers()), request_id: id.clone() },
        lang: language(request.headers()),
    };
    request.extensions_mut().insert(ctx);
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

/// The client's address: the peer's, or what a trusted proxy says it was.
fn address(web: &Web, peer: Option<IpAddr>, headers: &HeaderMap) -> String {
    let Some(peer) = peer else { return "-".to_owned() };
    let trusted = |ip: &IpAddr| web.platform.settings.server.trusted_proxies.iter().any(|proxy| proxy.parse() == Ok(*ip));
    if !trusted(&peer) {
        return peer.to_string();
    }
    // Only what trusted proxies appended counts: the last address from the right that is not one of them.
    headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|text| text.trim().parse::<IpAddr>().ok())
        .rfind(|ip| !trusted(ip))
        .unwrap_or(peer)
        .to_string()
}

/// What the client calls itself, in printable ASCII and shortened.
fn client(headers: &HeaderMap) -> String {
    let text = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("-");
    text.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').take(200).collect()
}

/// The language that was chosen, else the one the client asks for.
fn language(headers: &HeaderMap) -> Lang {
    let asked = || headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    cookie(headers, "lang").and_then(Lang::from_tag).unwrap_or_else(|| Lang::negotiate(asked()))
}

fn new_request_id(web: &Web) -> String {
    let mut bytes = [0; 10];
    web.platform.entropy.fill(&mut bytes);
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
