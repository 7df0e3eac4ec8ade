//! Publishing terms.

use http::StatusCode;
use madang_testkit::on_both_engines;

use crate::site::Site;

const GOOD: [(&str, &str); 6] = [
    ("kind", "privacy"),
    ("replaces", "1"),
    ("required", "true"),
    ("title_ko", "개인정보 수집 및 이용"),
    ("title_en", "Privacy"),
    ("body_ko", "첫 문단\n\n<b>둘째</b> 문단"),
];

on_both_engines! {
    async fn a_version_is_looked_at_then_published_and_asked_for(engine: Engine) {
        let site = Site::new(engine).await;
        let (hong, operator) = (site.m.member("hong12").await, site.m.operator().await);
        let mut browser = site.of(&operator);
        let form = browser.get("/admin/terms/new?kind=privacy").await;
        assert!(form.text.contains("value=\"privacy\" autocomplete=\"off\" required readonly") && form.text.contains("name=\"replaces\" value=\"1\""));
        let good = [GOOD.as_slice(), &[("body_en", "One.\n\nTwo.")]].concat();
        let preview = browser.post("/admin/terms/preview", &good).await;
        assert_eq!(preview.status, StatusCode::OK);
        assert!(preview.text.contains("게시하면 모든 회원에게 다시 동의를 받습니다."));
        assert!(preview.text.contains("&#60;b&#62;둘째"), "what was typed is text");
        assert_eq!(site.m.audited("terms.publish").await.len(), 0, "looking publishes nothing");
        assert_eq!(site.of(&hong).get("/me").await.status, StatusCode::OK);

        let answer = browser.post("/admin/terms", &good).await;
        assert!(answer.location().ends_with("?done=published"), "{}", answer.status);
        let asked = site.of(&hong).get("/me").await;
        assert!(asked.location().starts_with("/terms/agree?next="), "{}", asked.location());
        let operators_own = browser.get("/admin").await;
        assert!(operators_own.location().starts_with("/terms/agree"), "operators are members too");
    }

    async fn what_was_in_force_can_still_be_read(engine: Engine) {
        let site = Site::new(engine).await;
        let operator = site.m.operator().await;
        let mut visitor = site.visitor();
        let only = visitor.get("/terms/privacy").await;
        assert!(!only.text.contains("?version="), "a single version has no list");
        let good = [GOOD.as_slice(), &[("body_en", "One.\n\nTwo.")]].concat();
        site.of(&operator).post("/admin/terms", &good).await;

        let now = visitor.get("/terms/privacy").await;
        assert!(now.text.contains("첫 문단") && now.text.contains("href=\"/terms/privacy?version=1\""));
        let before = visitor.get("/terms/privacy?version=1").await;
        assert_eq!(before.status, StatusCode::OK);
        assert!(!before.text.contains("첫 문단") && before.text.contains("지금은 시행하지 않습니다"));
        for nothing in ["0", "3", "-1", "x", "99999999999999999999"] {
            let answer = visitor.get(&format!("/terms/privacy?version={nothing}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nothing}");
        }
    }

    async fn what_is_wrong_is_told_and_what_was_typed_stays(engine: Engine) {
        let site = Site::new(engine).await;
        let operator = site.m.operator().await;
        let mut browser = site.of(&operator);
        for path in ["/admin/terms/preview", "/admin/terms"] {
            let answer = browser.post(path, &GOOD).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            assert!(answer.text.contains("개인정보 수집 및 이용") && answer.text.contains("aria-invalid=\"true\""));
        }
        let back = browser.post("/admin/terms/new", &GOOD).await;
        assert!(back.status == StatusCode::OK && back.text.contains("&#60;b&#62;둘째"), "back from the preview");
        let stale = [GOOD.as_slice(), &[("body_en", "One.")], &[("replaces", "0")]].concat();
        let stale: Vec<_> = stale.into_iter().filter(|field| *field != ("replaces", "1")).collect();
        let answer = browser.post("/admin/terms", &stale).await;
        assert!(answer.status == StatusCode::CONFLICT && answer.text.contains("다른 버전이 게시"), "{}", answer.status);
    }

    async fn a_long_document_fits(engine: Engine) {
        let site = Site::new(engine).await;
        let operator = site.m.operator().await;
        let mut browser = site.of(&operator);
        let long = "가나다라 ".repeat(9_999);
        let fields = [("kind", "long"), ("replaces", "0"), ("title_ko", "긴 약관"), ("title_en", "Long"), ("body_ko", &long), ("body_en", &long)];
        let answer = browser.post("/admin/terms", &fields).await;
        assert!(answer.location().ends_with("?done=published"), "{}", answer.status);
    }
}
