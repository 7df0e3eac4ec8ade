//! The page on which a test card is typed.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_FRAME_OPTIONS};
use http::{HeaderValue, StatusCode};
use madang_i18n::{Lang, Tr};
use serde::Deserialize;

use super::{Sandbox, TEST_CARDS};

/// What the page may load: nothing from elsewhere, no script at all.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

pub(super) fn router(sandbox: Sandbox) -> Router {
    Router::new()
        .route("/sandbox-gateway/style.css", get(style))
        .route("/sandbox-gateway/{reference}", get(show).post(take))
        .layer(DefaultBodyLimit::max(16 * 1024))
        .with_state(sandbox)
}

/// What was typed. The number is compared and forgotten; the rest is looked at and forgotten.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Typed {
    number: String,
    expiry: String,
    gender: String,
    birth: String,
    act: String,
}

async fn style() -> Response {
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8")),
        (CACHE_CONTROL, HeaderValue::from_static("max-age=3600")),
    ];
    (headers, include_str!("page.css")).into_response()
}

async fn show(State(sandbox): State<Sandbox>, Path(reference): Path<String>) -> Response {
    let Ok(mut memory) = sandbox.memory() else { return away() };
    match memory.of_page(&reference) {
        Some(check) if check.card.is_empty() && !check.given_up => {
            let t = tr(&check.lang);
            page(t, &form(t, ""))
        }
        Some(check) => Redirect::to(&check.return_url).into_response(),
        None => gone(),
    }
}

async fn take(
    State(sandbox): State<Sandbox>,
    Path(reference): Path<String>,
    Form(typed): Form<Typed>,
) -> Response {
    let now = sandbox.clock.now().micros();
    let Ok(mut memory) = sandbox.memory() else { return away() };
    let Some(check) = memory.of_page(&reference) else { return gone() };
    let t = tr(&check.lang);
    let return_url = check.return_url.clone();
    if !check.card.is_empty() || check.given_up {
        return Redirect::to(&return_url).into_response();
    }
    if typed.act == "cancel" {
        check.given_up = true;
    } else {
        let digits: String = typed.number.chars().filter(char::is_ascii_digit).collect();
        let card = TEST_CARDS.iter().find(|card| card.number == digits);
        let problem = match card {
            None => "sandbox-not-a-test-card",
            Some(_) if !is_expiry(&typed.expiry) => "sandbox-expiry-wrong",
            Some(_) if !is_birth(&typed.birth) || !matches!(typed.gender.as_str(), "male" | "female") => {
                "sandbox-birth-wrong"
            }
            Some(_) => "",
        };
        let Some(card) = card.filter(|_| problem.is_empty()) else {
            let mut again = page(t, &form(t, &t.s(problem)));
            *again.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            return again;
        };
        card.name.clone_into(&mut check.card);
        "TEST".clone_into(&mut check.brand);
        check.tail = digits.chars().skip(12).collect();
        check.typed_at = now;
    }
    let is_twice = check.card == "duplicate";
    if memory.keep().is_err() {
        return away();
    }
    if is_twice {
        return twice(t, &return_url);
    }
    Redirect::to(&return_url).into_response()
}

/// Comes back two times at once: by the page itself and by a picture in it.
fn twice(t: Tr, return_url: &str) -> Response {
    let url = escaped(return_url);
    let body = format!(
        "<p>{}</p><img src=\"{url}?again=1\" alt=\"\" width=\"1\" height=\"1\"><p><a class=\"button\" href=\"{url}\">{}</a></p>",
        escaped(&t.s("sandbox-twice")),
        escaped(&t.s("sandbox-back")),
    );
    let mut response = page(t, &body);
    if let Ok(refresh) = HeaderValue::from_str(&format!("1; url={return_url}")) {
        response.headers_mut().insert(http::header::REFRESH, refresh);
    }
    response
}

fn form(t: Tr, problem: &str) -> String {
    let word = |key: &str| escaped(&t.s(key));
    let problem = if problem.is_empty() {
        String::new()
    } else {
        format!("<p class=\"problem\" role=\"alert\">{}</p>", escaped(problem))
    };
    let cards: String = TEST_CARDS
        .iter()
        .map(|card| {
            let spaced: Vec<&str> =
                (0..4).filter_map(|group| card.number.get(group * 4..group * 4 + 4)).collect();
            format!(
                "<tr><td><code>{}</code></td><td>{}</td></tr>",
                spaced.join(" "),
                word(&format!("sandbox-card-{}", card.name))
            )
        })
        .collect();
    format!(
        "<form method=\"post\">{problem}\
         <label for=\"number\">{}</label><input id=\"number\" name=\"number\" inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"19\" required>\
         <label for=\"expiry\">{}</label><input id=\"expiry\" name=\"expiry\" inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"5\" placeholder=\"MM/YY\" required>\
         <fieldset><legend>{}</legend><label><input type=\"radio\" name=\"gender\" value=\"male\" checked> {}</label> <label><input type=\"radio\" name=\"gender\" value=\"female\"> {}</label></fieldset>\
         <label for=\"birth\">{}</label><input id=\"birth\" name=\"birth\" inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"6\" placeholder=\"YYMMDD\" required>\
         <div class=\"acts\"><button class=\"button\" name=\"act\" value=\"pay\">{}</button><button class=\"plain\" name=\"act\" value=\"cancel\" formnovalidate>{}</button></div></form>\
         <table><caption>{}</caption>{cards}</table>",
        word("sandbox-number"),
        word("sandbox-expiry"),
        word("sandbox-gender"),
        word("sandbox-male"),
        word("sandbox-female"),
        word("sandbox-birth"),
        word("sandbox-verify"),
        word("sandbox-cancel"),
        word("sandbox-cards"),
    )
}

fn page(t: Tr, body: &str) -> Response {
    let html = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title}</title><link rel=\"stylesheet\" href=\"/sandbox-gateway/style.css\"></head>\
         <body><main><h1>{title}</h1><p class=\"test\">{}</p>{body}</main></body></html>",
        t.lang().tag(),
        escaped(&t.s("sandbox-test")),
        title = escaped(&t.s("sandbox-title")),
    );
    let headers = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
        (X_FRAME_OPTIONS, "DENY"),
    ];
    (headers, Html(html)).into_response()
}

fn gone() -> Response {
    let mut response = page(Tr::new(Lang::default()), "");
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

fn away() -> Response {
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

fn tr(tag: &str) -> Tr {
    Tr::new(Lang::from_tag(tag).unwrap_or_default())
}

fn is_expiry(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let month: u32 = digits.get(..2).and_then(|month| month.parse().ok()).unwrap_or(0);
    digits.len() == 4 && (1..=12).contains(&month)
}

fn is_birth(text: &str) -> bool {
    let number =
        |at: std::ops::Range<usize>| text.get(at).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    text.len() == 6
        && text.bytes().all(|digit| digit.is_ascii_digit())
        && (1..=12).contains(&number(2..4))
        && (1..=31).contains(&number(4..6))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
