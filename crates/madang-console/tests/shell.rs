//! The shell's own routes and pages, through the router as a browser meets them.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION,
    RETRY_AFTER, SET_COOKIE,
};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use madang_console::shell::{self, Accent, Brand, ErrorKind, ErrorPage, Page, ViewerView, assets};
use madang_i18n::{Lang, Tr};
use tower::ServiceExt;

fn brand() -> Arc<Brand> {
    Arc::new(Brand::new("마당", None, Accent::default()))
}

async fn send(request: Request<Body>) -> Response {
    let router: Router = shell::router(&brand());
    router.oneshot(request).await.expect("the router never fails")
}

async fn get(path: &str, headers: &[(&str, &str)]) -> Response {
    let request =
        headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
    send(request.body(Body::empty()).expect("path and headers are valid")).await
}

async fn body(response: Response) -> Vec<u8> {
    to_bytes(response.into_body(), 10_000_000).await.expect("bodies are whole").into()
}

fn header(headers: &HeaderMap, name: impl axum::http::header::AsHeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[tokio::test]
async fn an_asset_comes_packed_and_for_ever() {
    let plain = get(assets::APP_CSS, &[]).await;
    assert_eq!(plain.status(), StatusCode::OK);
    assert_eq!(header(plain.headers(), CONTENT_TYPE), "text/css; charset=utf-8");
    assert!(header(plain.headers(), CACHE_CONTROL).contains("immutable"));
    assert_eq!(header(plain.headers(), CONTENT_ENCODING), "");
    let plain = body(plain).await;

    for (accept, encoding) in [("gzip, br", "br"), ("gzip", "gzip")] {
        let packed = get(assets::APP_CSS, &[(ACCEPT_ENCODING.as_str(), accept)]).await;
        assert_eq!(header(packed.headers(), CONTENT_ENCODING), encoding);
        assert!(body(packed).await.len() < plain.len() / 4);
    }
}

#[tokio::test]
async fn a_known_asset_is_not_sent_again() {
    let tag = header(get(assets::APP_JS, &[]).await.headers(), ETAG).to_owned();
    let again = get(assets::APP_JS, &[(IF_NONE_MATCH.as_str(), &tag)]).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert!(body(again).await.is_empty());

    let packed =
        get(assets::APP_JS, &[(IF_NONE_MATCH.as_str(), &tag), (ACCEPT_ENCODING.as_str(), "br")]).await;
    assert_eq!(packed.status(), StatusCode::OK, "another encoding is another representation");
}

#[tokio::test]
async fn an_unknown_asset_is_not_found() {
    for path in ["/assets/app.css", "/assets/app-000000000000.css", "/assets/..%2fCargo.toml", "/assets/%00"]
    {
        assert_eq!(get(path, &[]).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_accent_has_a_style_sheet() {
    let response = get(brand().stylesheet_url(), &[]).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(
        String::from_utf8(body(response).await)
            .unwrap()
            .contains("--pf-t--global--color--brand--default:#1d5fc4")
    );
}

#[tokio::test]
async fn preferences_are_remembered_and_lead_back() {
    for (form, cookies, back) in [
        ("theme=dark&back=%2Fme%3Fa%3D1", vec!["__Host-theme=dark"], "/me?a=1"),
        ("lang=en&back=%2F", vec!["__Host-lang=en"], "/"),
        ("theme=pink&lang=xx", vec![], "/"),
        ("lang=ko&back=%2F%2Fevil.example", vec!["__Host-lang=ko"], "/"),
    ] {
        let request = Request::post("/preferences").header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let response = send(request.body(Body::from(form)).unwrap()).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "{form}");
        assert_eq!(header(response.headers(), LOCATION), back, "{form}");
        let set: Vec<_> =
            response.headers().get_all(SET_COOKIE).iter().map(|c| c.to_str().unwrap()).collect();
        assert_eq!(set.iter().map(|c| c.split(';').next().unwrap()).collect::<Vec<_>>(), cookies, "{form}");
    }
}

#[tokio::test]
async fn every_error_page_reads_in_both_languages_and_keeps_the_policy() {
    for lang in Lang::ALL {
        for kind in ErrorKind::ALL {
            let mut page = Page::new(Tr::new(lang), brand(), "/x?<script>");
            page.viewer =
                Some(ViewerView { name: "<b>홍길동</b>".into(), login_id: "hong01".into(), staff: false });
            let response = ErrorPage::new(page, kind, Some("REF-1".into())).into_response();
            assert_eq!(response.status(), kind.status());
            if kind.status() == StatusCode::TOO_MANY_REQUESTS {
                assert_eq!(header(response.headers(), RETRY_AFTER), "42");
            }
            let html = String::from_utf8(body(response).await).unwrap();
            assert!(html.contains("REF-1") && html.contains(&format!("lang=\"{}\"", lang.tag())));
            assert!(!html.contains("shell-"), "{kind:?}: a message is missing");
            assert!(!html.contains("<script>") && !html.contains("<b>"), "{kind:?}: not escaped");
            assert!(
                !html.contains(" style=") && !html.contains("<style") && !html.contains(" onclick="),
                "{kind:?}"
            );
            assert_eq!(
                html.matches("<script").count(),
                html.matches("<script type=\"module\" src=\"/assets/").count()
            );
        }
    }
}
