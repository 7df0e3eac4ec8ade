//! Jobs that were given up, and another chance for them.

use http::StatusCode;
use madang_testkit::on_both_engines;

use crate::site::Site;
use crate::things::dead_job;

on_both_engines! {
    async fn a_dead_job_is_seen_and_tried_again(engine: Engine) {
        let mut site = Site::new(engine).await;
        site.m.expect_dead_jobs();
        let operator = site.m.operator().await;
        let job = dead_job(&site.m).await;
        let page = format!("/admin/jobs/{job}");
        let mut browser = site.of(&operator);
        assert!(browser.get("/admin").await.text.contains("is-trouble"), "the first page says so");
        assert!(browser.get("/admin/jobs?state=dead").await.text.contains(&page));
        assert!(!browser.get("/admin/jobs?state=done").await.text.contains(&page));
        assert!(browser.get(&page).await.text.contains("no handler"));
        assert_eq!(browser.post(&format!("{page}/retry"), &[]).await.location(), format!("{page}?done=queued-again"));
        assert_eq!(browser.post(&format!("{page}/retry"), &[]).await.status, StatusCode::CONFLICT);
        assert!(browser.get("/admin/jobs?state=queued").await.text.contains(&page));
    }
}
