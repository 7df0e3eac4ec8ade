//! What a reader sees when a page can't be shown.

use http::{Request, StatusCode};
use madang_i18n::{Lang, Tr};
use madang_testkit::on_both_engines;

use crate::site::{Answer, Site};

fn expect(answer: &Answer, status: StatusCode, lang: Lang, title: &str) {
    let title = Tr::new(lang).s(title);
    assert_eq!(answer.status, status);
    assert!(answer.text.contains(&format!("<html lang=\"{}\"", lang.tag())), "{}", answer.text);
    assert!(
        answer.text.contains(&format!("<h1 class=\"page-title\">{title}</h1>")),
        "{title}: {}",
        answer.text
    );
    assert!(answer.text.contains(answer.header("x-request-id")), "the reader can name the request");
}

on_both_engines! {
    async fn errors_are_pages_in_the_readers_language(engine: Engine) {
        let site = Site::new(engine).await;
        let hong = site.m.member("hong12").await;
        for lang in Lang::ALL {
            let mut browser = site.visitor().reading(lang);
            expect(&browser.get("/nothing").await, StatusCode::NOT_FOUND, lang, "shell-error-not-found");
            expect(&browser.post_as_it_is("/sign-in", "csrf=x").await, StatusCode::FORBIDDEN, lang, "shell-error-stale-form");
            expect(&browser.get("/announcements?q=%FF").await, StatusCode::BAD_REQUEST, lang, "shell-error-malformed");
            let answer = browser.send(Request::delete("/announcements"), axum::body::Body::empty()).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
            let huge = "a".repeat(3_000_000);
            expect(&browser.post_as_it_is("/sign-in", &huge).await, StatusCode::PAYLOAD_TOO_LARGE, lang, "shell-error-too-large");
            let mut member = site.of(&hong).reading(lang);
            expect(&member.get("/admin").await, StatusCode::FORBIDDEN, lang, "shell-error-forbidden");
            expect(&member.get("/admin/jobs/0192d3c4-0000-7000-8000-000000000001").await, StatusCode::FORBIDDEN, lang, "shell-error-forbidden");
        }
    }

    async fn who_is_signed_in_still_is_on_an_error_page(engine: Engine) {
        let site = Site::new(engine).await;
        let operator = site.m.operator().await;
        let mut browser = site.of(&operator);
        let answer = browser.get("/nothing").await;
        assert!(answer.text.contains("operator") && answer.text.contains("action=\"/sign-out\""));
        assert!(answer.text.contains("href=\"/admin\"") && !answer.text.contains("href=\"/sign-up\""));
        let (_, behind) = answer.text.split_once("name=\"csrf\" value=\"").expect("the form has a token");
        let token = behind.split('"').next().unwrap_or_default().to_owned();
        let form = crate::site::encoded(&[("csrf", &token)]);
        assert_eq!(browser.post_as_it_is("/sign-out", &form).await.status, StatusCode::SEE_OTHER, "and the token is good");
    }

    async fn what_does_not_exist_says_nothing_of_what_was_asked(engine: Engine) {
        let site = Site::new(engine).await;
        let mut browser = site.visitor();
        let answer = browser.get("/nothing?%3Cscript%3Ealert(1)%3C/script%3E").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(!answer.text.contains("<script>") && !answer.text.contains("alert(1)</script>"));
    }
}
