//! Where a request comes from: network address, client, request id, language.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::{ACCEPT_LANGUAGE, USER_AGENT};
use http::{HeaderMap, HeaderValue};
use madang_core::{Actor, Ctx, Origin};
use madang_i18n::Lang;
use tracing::Instrument as _;

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
        claim: None,
    };
    request.extensions_mut().insert(ctx);
    // What is logged on the way, panics included, names the request.
    let span = tracing::info_span!("request", id = %id);
    let mut response = next.run(request).instrument(span).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

/// The client's address: the peer's, or what a trusted proxy says it was.
fn address(web: &Web, peer: Option<IpAddr>, headers: &HeaderMap) -> String {
    // Listening on both families, IPv4 peers come mapped into IPv6.
    let Some(peer) = peer.map(|ip| ip.to_canonical()) else { return "-".to_owned() };
    let proxies = &web.platform.settings.server.trusted_proxies;
    let trusted = |ip: &IpAddr| {
        proxies.iter().filter_map(|p| p.parse::<IpAddr>().ok()).any(|proxy| proxy.to_canonical() == *ip)
    };
    if !trusted(&peer) {
        return peer.to_string();
    }
    forwarded(headers, trusted).unwrap_or(peer).to_string()
}

/// What trusted proxies appended: from the right, the first entry that is not one of them. Whatever stands to the
/// left of it was written by the client, so an entry that can't be read ends the search.
fn forwarded(headers: &HeaderMap, trusted: impl Fn(&IpAddr) -> bool) -> Option<IpAddr> {
    let values: Vec<&[u8]> = headers.get_all("x-forwarded-for").iter().map(HeaderValue::as_bytes).collect();
    let entries = values.iter().rev().flat_map(|value| value.rsplit(|b| *b == b','));
    for entry in entries {
        let ip = address_of(std::str::from_utf8(entry).ok()?.trim())?;
        if !trusted(&ip) {
            return Some(ip);
        }
    }
    None
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1` or `[2001:db8::1]:4711`.
fn address_of(text: &str) -> Option<IpAddr> {
    let ip = text.parse::<IpAddr>().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|a| a.ip()));
    let ip = ip.or_else(|| text.strip_prefix('[')?.strip_suffix(']')?.parse().ok());
    ip.map(|ip| ip.to_canonical())
}

/// What the client calls itself, in printable ASCII and shortened.
fn client(headers: &HeaderMap) -> String {
    let text = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("-");
    text.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').take(200).collect()
}

/// The language that was chosen, else the one the client asks for.
fn language(headers: &HeaderMap) -> Lang {
    let asked = || headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    cookie(headers, "__Host-lang").and_then(Lang::from_tag).unwrap_or_else(|| Lang::negotiate(asked()))
}

fn new_request_id(web: &Web) -> String {
    let mut bytes = [0; 10];
    web.platform.entropy.fill(&mut bytes);
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn headers(values: &[&str]) -> HeaderMap {
        values
            .iter()
            .map(|v| (http::HeaderName::from_static("x-forwarded-for"), HeaderValue::from_str(v).unwrap()))
            .collect()
    }

    #[test]
    fn only_what_trusted_proxies_appended_counts() {
        let trusted = |ip: &IpAddr| ip.to_string().starts_with("10.");
        for (values, address) in [
            (&["203.0.113.9, 192.0.2.1"][..], Some("192.0.2.1")),
            (&["203.0.113.9, 192.0.2.1, 10.0.0.2"], Some("192.0.2.1")),
            (&["203.0.113.9", "192.0.2.1:4711"], Some("192.0.2.1")),
            (&["203.0.113.9, [2001:db8::1]:80"], Some("2001:db8::1")),
            (&["203.0.113.9, unknown"], None),
            (&["203.0.113.9, "], None),
            (&["10.0.0.3, 10.0.0.2"], None),
            (&[], None),
        ] {
            assert_eq!(
                forwarded(&headers(values), trusted).map(|ip| ip.to_string()).as_deref(),
                address,
                "{values:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_header_is_read_without_panic(text in "[ -~]{0,60}") {
            let _ = forwarded(&headers(&[&text]), |_| false);
        }
    }
}
