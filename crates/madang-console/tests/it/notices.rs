//! Notices: the bell, the list, what is read, and how they are told.

use http::StatusCode;
use madang_core::notices::{self, Tell};
use madang_testkit::{TestMadang, TestMember, on_both_engines};

use crate::site::Site;

async fn tell(m: &TestMadang, to: &TestMember, title: &str, link: &str) {
    let system = m.system();
    let mut work = system.begin().await.expect("a transaction");
    let args = [("number", "P-1"), ("title", title), ("who", "김신청")];
    let what = Tell { kind: "order-waiting", to: &[to.id], link: link.to_owned(), args: &args };
    notices::tell(&mut work, what).await.expect("a notice");
    work.commit().await.expect("a commit");
}

on_both_engines! {
    async fn the_bell_counts_what_is_unread_and_opening_it_leads_on(engine: Engine) {
        let site = Site::new(engine).await;
        let hong = site.m.member("hong12").await;
        let mut browser = site.of(&hong);
        assert!(!browser.get("/me").await.text.contains("bell-count"), "nothing to count");
        tell(&site.m, &hong, "신규 <b>포털</b>", "/me/tokens").await;
        tell(&site.m, &hong, "두 번째", "//evil.example").await;
        let page = browser.get("/notices").await;
        assert!(page.text.contains("<span class=\"bell-count num\" aria-hidden=\"true\">2</span>"));
        assert!(page.text.contains("신규 &#60;b&#62;포털"), "as text: {}", page.text);
        let opens: Vec<_> = page.text.split("action=\"").filter_map(|rest| rest.split('"').next()).filter(|to| to.ends_with("/open")).map(str::to_owned).collect();
        assert_eq!(opens.len(), 2);
        assert_eq!(browser.post(&opens[1], &[]).await.location(), "/me/tokens");
        assert_eq!(browser.post(&opens[0], &[]).await.location(), "/notices", "nowhere else");
        assert!(!browser.get("/notices").await.text.contains("bell-count"));
        assert!(browser.get("/notices?show=unread").await.text.contains("알림이 없습니다"));
    }

    async fn an_open_page_asks_a_few_times_and_then_lets_its_session_end(engine: Engine) {
        let site = Site::new(engine).await;
        let hong = site.m.member("hong12").await;
        let mut browser = site.of(&hong);
        let mut text = browser.get("/me").await.text;
        let mut asked = 0;
        while let Some((_, rest)) = text.split_once("hx-get=\"/notices/bell") {
            let query = rest.split('"').next().expect("an attribute ends").to_owned();
            text = browser.get(&format!("/notices/bell{query}")).await.text;
            assert!(!text.contains("<html") && text.contains("href=\"/notices\""));
            asked += 1;
            assert!(asked <= 20, "it never ends");
        }
        assert_eq!(asked, 10);
    }

    async fn all_is_read_up_to_what_was_seen(engine: Engine) {
        let site = Site::new(engine).await;
        let hong = site.m.member("hong12").await;
        let mut browser = site.of(&hong);
        tell(&site.m, &hong, "하나", "/me").await;
        let page = browser.get("/notices").await.text;
        let last = page.split("name=\"last\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a field").to_owned();
        tell(&site.m, &hong, "둘", "/me").await;
        assert_eq!(browser.post("/notices/read", &[("last", &last)]).await.location(), "/notices?done=notices-read");
        let unread = browser.get("/notices?show=unread").await.text;
        assert!(unread.contains("「둘」") && !unread.contains("「하나」"));
    }

    async fn settings_are_kept_and_mandatory_ones_stay(engine: Engine) {
        let site = Site::new(engine).await;
        let hong = site.m.member("hong12").await;
        let mut browser = site.of(&hong);
        let saved = browser.post("/me/notices", &[("mail", "order-done"), ("console", "order-done")]).await;
        assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, "/me/notices?done=notices-set"));
        let page = browser.get("/me/notices").await.text;
        for (box_, checked) in [
            ("name=\"mail\" value=\"order-done\" checked", true),
            ("name=\"mail\" value=\"order-waiting\" checked", false),
            ("name=\"console\" value=\"order-waiting\" checked disabled", true),
            ("name=\"console\" value=\"joined\" checked", false),
        ] {
            assert_eq!(page.contains(box_), checked, "{box_}");
        }
    }
}
