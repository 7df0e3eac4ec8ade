//! The outbox: what was sent, to whom, and again.

use http::StatusCode;
use madang_testkit::on_both_engines;
use madang_web::Mode;

use crate::site::Site;
use crate::things::failed_message;

on_both_engines! {
    async fn a_message_is_read_with_its_link_and_sent_again(engine: Engine) {
        let site = Site::new(engine).await;
        let operator = site.m.operator().await;
        let member = site.m.unverified("kim34567").await;
        let mut browser = site.of(&operator);
        browser.post(&format!("/admin/members/{member}/resend"), &[]).await;
        let id = failed_message(&site.m).await;
        let page = format!("/outbox/{id}");
        for query in ["", "?q=kim34567%40example.com", "?q=KIM34567@example.com", "?state=failed"] {
            assert!(browser.get(&format!("/outbox{query}")).await.text.contains(&page), "{query}");
        }
        for query in ["?q=nobody%40example.com", "?state=sent"] {
            assert!(!browser.get(&format!("/outbox{query}")).await.text.contains(&page), "{query}");
        }
        assert_eq!(browser.get("/outbox?q=nonsense").await.status, StatusCode::UNPROCESSABLE_ENTITY);

        let shown = browser.get(&page).await.text;
        assert!(shown.contains("kim34567@example.com") && shown.contains("<a href=\"http://127.0.0.1:8080/sign-up/verify?token="));
        assert!(shown.contains("mailbox unavailable"), "what the provider said");
        assert_eq!(browser.post(&format!("{page}/retry"), &[]).await.location(), format!("{page}?done=queued-again"));
        assert_eq!(browser.post(&format!("{page}/retry"), &[]).await.status, StatusCode::CONFLICT, "it waits already");
        site.m.run_jobs().await;
        assert_eq!(site.m.last_mail("kim34567@example.com", "verify-email").await.state, "sent");
    }

    async fn in_development_a_visitor_finishes_a_sign_up_from_it(engine: Engine) {
        let site = Site::in_mode(engine, Mode::Development).await;
        let operator = site.m.operator().await;
        let member = site.m.unverified("kim34567").await;
        site.of(&operator).post(&format!("/admin/members/{member}/resend"), &[]).await;
        let mut browser = site.visitor();
        let list = browser.get("/outbox").await;
        assert!(list.status == StatusCode::OK && list.text.contains("kim34567@example.com"));
        assert!(!list.text.contains("href=\"/admin/members\""), "but no way to what operators have");
        assert!(browser.get("/sign-in").await.text.contains("href=\"/outbox\""), "and every page leads there");
    }
}
