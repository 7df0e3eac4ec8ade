//! Announcements: posted, shown to everybody, closed, withdrawn.

use http::StatusCode;
use madang_testkit::on_both_engines;

use crate::site::Site;

const GOOD: [(&str, &str); 5] = [
    ("title_ko", "정기 점검"),
    ("title_en", "Maintenance"),
    ("body_ko", "오늘 밤"),
    ("body_en", "Tonight"),
    ("level", "warning"),
];

on_both_engines! {
    async fn it_is_shown_to_everybody_until_closed_or_withdrawn(engine: Engine) {
        let site = Site::new(engine).await;
        let operator = site.m.operator().await;
        let mut browser = site.of(&operator);
        let posted = browser.post("/admin/announcements", &GOOD).await;
        let page = posted.location().strip_suffix("?done=announced").expect("it was posted").to_owned();
        let public = page.strip_prefix("/admin").expect("its public page").to_owned();

        let mut anyone = site.visitor();
        assert!(anyone.get("/sign-in").await.text.contains("정기 점검"));
        assert!(anyone.get("/announcements").await.text.contains("오늘 밤"));
        assert_eq!(anyone.get(&public).await.status, StatusCode::OK);
        assert!(anyone.clone().reading(madang_i18n::Lang::En).get(&public).await.text.contains("Tonight"));

        let closed = anyone.post(&format!("{public}/dismiss"), &[("back", "/sign-in?next=/me")]).await;
        assert_eq!(closed.location(), "/sign-in?next=/me");
        assert!(!anyone.get("/sign-in").await.text.contains("정기 점검"), "closed on this browser");
        assert!(anyone.get("/announcements").await.text.contains("정기 점검"), "and still in the list");
        assert!(site.visitor().get("/sign-in").await.text.contains("정기 점검"), "others have it");
        let away = anyone.post(&format!("{public}/dismiss"), &[("back", "//evil.example")]).await;
        assert_eq!(away.location(), "/");

        assert_eq!(browser.post(&format!("{page}/withdraw"), &[]).await.location(), format!("{page}?done=withdrawn"));
        assert_eq!(browser.post(&format!("{page}/withdraw"), &[]).await.status, StatusCode::CONFLICT);
        assert!(!site.visitor().get("/sign-in").await.text.contains("정기 점검"));
        assert_eq!(site.visitor().get(&public).await.status, StatusCode::NOT_FOUND);
    }

    async fn it_can_be_changed_until_it_starts(engine: Engine) {
        let site = Site::new(engine).await;
        let operator = site.m.operator().await;
        let mut browser = site.of(&operator);
        let planned = [GOOD.as_slice(), &[("starts_at", "2099-01-01T09:00"), ("ends_at", "2099-01-02T09:00")]].concat();
        let posted = browser.post("/admin/announcements", &planned).await;
        let page = posted.location().strip_suffix("?done=announced").expect("it was posted").to_owned();
        assert!(!site.visitor().get("/announcements").await.text.contains("정기 점검"), "not yet");
        let form = browser.get(&format!("{page}/edit")).await;
        assert!(form.text.contains("value=\"2099-01-01T09:00\"") && form.text.contains("value=\"warning\" checked"));
        let now: Vec<_> = planned.iter().filter(|(name, _)| *name != "starts_at").copied().collect();
        assert_eq!(browser.post(&format!("{page}/edit"), &now).await.location(), format!("{page}?done=changed"));
        assert!(site.visitor().get("/announcements").await.text.contains("정기 점검"), "now");
        assert_eq!(browser.post(&format!("{page}/edit"), &planned).await.status, StatusCode::CONFLICT, "too late");
    }

    async fn what_is_wrong_is_told_at_its_field(engine: Engine) {
        let site = Site::new(engine).await;
        let operator = site.m.operator().await;
        let mut browser = site.of(&operator);
        for (field, value) in [("title_ko", ""), ("title_en", ""), ("body_ko", ""), ("body_en", ""), ("level", "loud"), ("starts_at", "soon"), ("ends_at", "2001-01-01T00:00")] {
            let fields: Vec<_> = GOOD.iter().filter(|(name, _)| *name != field).copied().chain([(field, value)]).collect();
            let answer = browser.post("/admin/announcements", &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            let (_, behind) = answer.text.split_once(&format!("id=\"{field}-note\"")).expect("the field has a note");
            assert!(behind.trim_start().starts_with('c') && behind.split("</div>").next().unwrap_or_default().contains("is-error"), "{field}");
        }
    }

    async fn the_most_urgent_one_stands_above_the_page(engine: Engine) {
        let site = Site::new(engine).await;
        let operator = site.m.operator().await;
        let mut browser = site.of(&operator);
        for (level, title) in [("danger", "긴급 복구"), ("info", "설명회"), ("warning", "점검")] {
            let fields: Vec<_> = GOOD.iter().filter(|(name, _)| !matches!(*name, "title_ko" | "level")).copied().chain([("level", level), ("title_ko", title)]).collect();
            assert_eq!(browser.post("/admin/announcements", &fields).await.status, StatusCode::SEE_OTHER);
        }
        let page = site.visitor().get("/sign-in").await.text;
        assert!(page.contains("긴급 복구") && !page.contains("설명회"), "one line, the one that matters");
    }
}
