//! Forms that did not come from our own pages, or came before.

use axum::body::Body;
use http::StatusCode;
use madang_testkit::{PASSWORD, on_both_engines};

use crate::html::forms;
use crate::site::{Browser, Site, encoded, form_to};
use crate::things::Things;

/// A form from elsewhere, as an operator's browser sends it.
async fn sent(
    browser: &mut Browser,
    address: &str,
    token: Option<&str>,
    headers: &[(&str, &str)],
) -> StatusCode {
    let fields: Vec<_> = token.map(|token| ("csrf", token)).into_iter().collect();
    let request =
        headers.iter().fold(form_to(address), |request, (name, value)| request.header(*name, *value));
    browser.send(request, Body::from(encoded(&fields))).await.status
}

on_both_engines! {
    async fn a_form_without_a_token_of_this_browser_is_refused(engine: Engine) {
        let mut site = Site::new(engine).await;
        let (owner, operator) = (site.m.member("owner1").await, site.m.operator().await);
        let things = Things::make(&mut site.m, &operator, &owner).await;
        let mut browser = site.of(&operator);
        let good = browser.form_token().await;
        let anothers = site.of(&owner).form_token().await;
        let before = site.again(&operator).await.form_token().await;
        let flipped = if good.ends_with('A') { format!("{}B", &good[..good.len() - 1]) } else { format!("{}A", &good[..good.len() - 1]) };
        for route in madang_console::routes().table().iter().filter(|route| route.method == "POST") {
            let address = things.address(route);
            for token in [None, Some(""), Some("x.y"), Some(anothers.as_str()), Some(before.as_str()), Some(flipped.as_str())] {
                assert_eq!(sent(&mut browser, &address, token, &[]).await, StatusCode::FORBIDDEN, "{address} {token:?}");
            }
            for headers in [
                [("sec-fetch-site", "cross-site"), ("host", "cloud.example.com")],
                [("sec-fetch-site", "same-site"), ("host", "cloud.example.com")],
                [("origin", "https://evil.example"), ("host", "cloud.example.com")],
                [("origin", "null"), ("host", "cloud.example.com")],
            ] {
                assert_eq!(sent(&mut browser, &address, Some(&good), &headers).await, StatusCode::FORBIDDEN, "{address} {headers:?}");
            }
        }
        assert_eq!(site.m.audited("members.unlock").await.len(), 0, "nothing was done");
    }

    async fn a_form_that_is_not_one_is_refused(engine: Engine) {
        let mut site = Site::new(engine).await;
        let (owner, operator) = (site.m.member("owner1").await, site.m.operator().await);
        let things = Things::make(&mut site.m, &operator, &owner).await;
        let mut browser = site.of(&operator);
        for route in madang_console::routes().table().iter().filter(|route| route.method == "POST") {
            let request = http::Request::post(things.address(route)).header("content-type", "application/json");
            let answer = browser.send(request, Body::from("{}")).await;
            assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{}", route.path);
        }
    }

    async fn a_reload_keeps_the_field_of_a_code_under_way(engine: Engine) {
        let site = Site::new(engine).await;
        let hong = site.m.member("hong12").await;
        let mut browser = site.of(&hong);
        assert!(!browser.get("/me/phone").await.text.contains("id=\"code\""));
        browser.post("/me/phone/send", &[("phone", "010-2345-6789")]).await;
        let again = browser.get("/me/phone").await;
        assert!(again.text.contains("id=\"code\"") && again.text.contains("value=\"010-2345-6789\""));
        let code = site.m.last_code("010-2345-6789").await;
        browser.post("/me/phone/confirm", &[("phone", "010-2345-6789"), ("code", &code)]).await;
        assert!(!browser.get("/me/phone").await.text.contains("id=\"code\""), "a code that was used is over");
    }

    async fn a_sign_up_form_sent_twice_makes_one_member(engine: Engine) {
        let site = Site::new(engine).await;
        let mut browser = site.visitor();
        let terms = browser.get("/sign-up").await;
        let form = forms(&terms.text).into_iter().find(|form| form.action == "/sign-up").expect("the terms are a form");
        let agreed: Vec<_> = form.fields.iter().filter(|(name, _)| name != "csrf").map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let begun = browser.post("/sign-up", &agreed).await;
        assert_eq!((begun.status, begun.location()), (StatusCode::SEE_OTHER, "/sign-up/form"));

        let phone = "010-2345-6789";
        let sent = browser.post("/sign-up/phone/send", &[("phone", phone)]).await;
        assert!(sent.status.is_success() || sent.status.is_redirection(), "{}", sent.status);
        let code = site.m.last_code(phone).await;
        let confirmed = browser.post("/sign-up/phone/confirm", &[("phone", phone), ("code", &code)]).await;
        assert!(confirmed.status.is_success() || confirmed.status.is_redirection(), "{}", confirmed.status);

        let (captcha_id, captcha) = site.m.captcha().await;
        let fields = [
            ("login_id", "hong12"),
            ("password", PASSWORD),
            ("password_confirm", PASSWORD),
            ("name", "홍길동"),
            ("email", "hong12@example.com"),
            ("phone", phone),
            ("captcha_id", &captcha_id),
            ("captcha", &captcha),
        ];
        let token = browser.form_token().await;
        let body = encoded(&[&[("csrf", token.as_str())], fields.as_slice()].concat());
        let mut again = browser.clone();
        let first = browser.post_as_it_is("/sign-up/form", &body).await;
        assert_eq!((first.status, first.location()), (StatusCode::SEE_OTHER, "/sign-up/done"), "{}", first.text);
        let second = again.post_as_it_is("/sign-up/form", &body).await;
        assert!(second.status == StatusCode::CONFLICT || second.status == StatusCode::SEE_OTHER, "{}", second.status);
        assert_eq!(site.m.audited("members.sign_up").await.len(), 1);
        assert_eq!(site.m.mail_kinds("hong12@example.com").await, ["verify-email"]);
    }
}
