//! The session's cookie: how it is set, replaced and ended.

use std::time::Duration;

use http::StatusCode;
use madang_core::members::give_password;
use madang_model::Secret;
use madang_testkit::{PASSWORD, on_both_engines};

use crate::site::{SESSION, Site};

on_both_engines! {
    async fn signing_in_sets_a_cookie_that_only_this_site_gets(engine: Engine) {
        let site = Site::new(engine).await;
        site.m.member("hong12").await;
        let mut browser = site.visitor();
        let answer = browser.post("/sign-in", &[("login_id", "hong12"), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let cookie = answer.cookie(SESSION).expect("a session");
        for attribute in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
            assert!(cookie.split("; ").any(|part| part == attribute), "{attribute} in {cookie}");
        }
        assert!(!cookie.contains("Domain") && !cookie.contains("Max-Age"), "{cookie}");
        assert!(!answer.text.contains(&browser.cookies[SESSION]), "the token is nowhere but in the cookie");
        assert_eq!(browser.get("/me").await.status, StatusCode::OK);
    }

    async fn a_session_from_before_signing_in_is_never_taken_over(engine: Engine) {
        let site = Site::new(engine).await;
        site.m.member("hong12").await;
        let mut browser = site.visitor();
        browser.cookies.insert(SESSION.to_owned(), "planted".to_owned());
        let answer = browser.get("/sign-in").await;
        assert!(answer.cookie(SESSION).is_some_and(|cookie| cookie.contains("Max-Age=0")), "what is not a session is taken away");
        browser.post("/sign-in", &[("login_id", "hong12"), ("password", PASSWORD)]).await;
        assert!(browser.cookies[SESSION].len() >= 43 && browser.cookies[SESSION] != "planted");
    }

    async fn a_session_is_replaced_while_it_is_used_and_the_old_cookie_ends(engine: Engine) {
        let site = Site::new(engine).await;
        let hong = site.m.member("hong12").await;
        let mut browser = site.of(&hong);
        let mut left_behind = browser.clone();
        let token = browser.form_token().await;
        site.m.advance(Duration::from_secs(16 * 60));
        let answer = browser.get("/me").await;
        let cookie = answer.cookie(SESSION).expect("a new token");
        assert!(cookie.contains("; HttpOnly") && !cookie.contains(hong.token.reveal()), "{cookie}");
        assert_eq!(left_behind.get("/me").await.status, StatusCode::OK, "what was under way still arrives");
        site.m.advance(Duration::from_secs(120));
        assert!(left_behind.get("/me").await.asks_to_sign_in(), "the old token is over");
        assert_eq!(browser.get("/me").await.status, StatusCode::OK);
        let form = crate::site::encoded(&[("csrf", token.as_str())]);
        let answer = browser.post_as_it_is("/me/edit", &form).await;
        assert_ne!(answer.status, StatusCode::FORBIDDEN, "a form that was open meanwhile is not spoilt");
    }

    async fn a_password_that_was_given_is_changed_on_the_way_in(engine: Engine) {
        let site = Site::new(engine).await;
        let hong = site.m.member("hong12").await;
        give_password(&site.m.system(), hong.id, &Secret::new("G1ven!once")).await.expect("a password is given");
        let mut browser = site.visitor();
        let fields = [("login_id", "hong12"), ("password", "G1ven!once"), ("next", "/me/sessions")];
        assert_eq!(browser.post("/sign-in", &fields).await.location(), "/me/sessions");
        assert_eq!(browser.get("/me/sessions").await.location(), "/me/password?next=/me/sessions");
        assert_eq!(browser.get("/").await.location(), "/me/password?next=/");
        let page = browser.get("/me/password?next=/me/sessions").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("비밀번호를 먼저 변경해 주세요.") && page.text.contains("value=\"/me/sessions\""), "{}", page.text);
        let mut fields = vec![("current", "G1ven!once"), ("password", "weak"), ("password_confirm", "weak"), ("next", "/me/sessions")];
        assert_eq!(browser.post("/me/password", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        fields[1].1 = "My0wn!words";
        fields[2].1 = "My0wn!words";
        assert_eq!(browser.post("/me/password", &fields).await.location(), "/me/sessions");
        let page = browser.get("/me/sessions").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!browser.get("/me/password").await.text.contains("비밀번호를 먼저 변경해 주세요."));
    }

    async fn signing_out_ends_the_session_on_the_server(engine: Engine) {
        let site = Site::new(engine).await;
        let hong = site.m.member("hong12").await;
        let mut browser = site.of(&hong);
        let mut copy = browser.clone();
        let answer = browser.post("/sign-out", &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(answer.cookie(SESSION).is_some_and(|cookie| cookie.contains("Max-Age=0")));
        assert!(copy.get("/me").await.asks_to_sign_in(), "a copy of the cookie is worth nothing");
    }

    async fn a_suspended_members_session_is_over_at_once(engine: Engine) {
        let site = Site::new(engine).await;
        let (hong, operator) = (site.m.member("hong12").await, site.m.operator().await);
        let mut browser = site.of(&hong);
        assert_eq!(browser.get("/me").await.status, StatusCode::OK);
        let path = format!("/admin/members/{}/suspend", hong.id);
        assert_eq!(site.of(&operator).post(&path, &[("reason", "점검")]).await.status, StatusCode::SEE_OTHER);
        assert!(browser.get("/me").await.asks_to_sign_in());
    }

    async fn a_visitor_comes_back_to_the_page_that_asked(engine: Engine) {
        let site = Site::new(engine).await;
        let operator = site.m.operator().await;
        let mut browser = site.visitor();
        let answer = browser.get("/admin/members?q=hong&state=active").await;
        assert_eq!(answer.location(), "/sign-in?next=/admin/members%3Fq%3Dhong%26state%3Dactive");
        let back = [("login_id", operator.login_id.as_str()), ("password", PASSWORD), ("next", "/admin/members?q=hong&state=active")];
        let answer = browser.post("/sign-in", &back).await;
        assert_eq!(answer.location(), "/admin/members?q=hong&state=active");
        for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example"] {
            let mut browser = site.visitor();
            let form = [("login_id", operator.login_id.as_str()), ("password", PASSWORD), ("next", elsewhere)];
            assert_eq!(browser.post("/sign-in", &form).await.location(), "/", "{elsewhere}");
        }
    }
}
