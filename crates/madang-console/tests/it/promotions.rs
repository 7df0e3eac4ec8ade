//! 「프로모션 코드」: made and handed out by staff, used by a subscriber.

use http::StatusCode;
use madang_core::catalog;
use madang_testkit::{charged, on_both_engines};

use crate::site::Site;

const BATCH: [(&str, &str); 8] = [
    ("offering", "devpack"),
    ("name", "가을 행사"),
    ("plans", "starter"),
    ("kind", "percent"),
    ("value", "30"),
    ("months", "2"),
    ("quantity", "3"),
    ("expires_at", "2030-01-01T00:00"),
];

on_both_engines! {
    async fn staff_make_codes_hand_them_out_once_and_see_who_used_them(engine: Engine) {
        let site = Site::new(engine).await;
        catalog::seed(&site.m.system()).await.expect("a catalog");
        let mut staff = site.of(&site.m.operator().await);
        assert!(staff.get("/admin/promotions").await.text.contains("만든 프로모션 코드가 없습니다"));
        assert!(staff.get("/admin/promotions/new").await.text.contains("어느 상품에 쓰는 코드인가요?"));
        assert!(staff.get("/admin/promotions/new?offering=devpack").await.text.contains("쓸 수 있는 플랜"));
        let wrong = staff.post("/admin/promotions", &[("offering", "devpack"), ("name", "가을"), ("kind", "percent"), ("value", "101"), ("expires_at", "곧")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("value=\"가을\"") && wrong.text.contains("value=\"101\""), "what was typed stays");

        // Whatever the test's clock says, this is later than it and soon enough.
        let soon = site.m.system().now().plus(std::time::Duration::from_secs(30 * 86_400));
        let soon = madang_i18n::Zone::named("Asia/Seoul").expect("a zone").minute(soon);
        let mut batch = BATCH;
        batch[7].1 = &soon;
        let made = staff.post("/admin/promotions", &batch).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
        let page = made.location().split('?').next().expect("an address").to_owned();
        assert!(staff.get(made.location()).await.text.contains("코드 내보내기"));
        let file = staff.post(&format!("{page}/export"), &[]).await;
        let codes: Vec<&str> = file.text.lines().skip(1).collect();
        assert_eq!(codes.len(), 3, "{}", file.text);
        let again = staff.post(&format!("{page}/export"), &[]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(!staff.get(&page).await.text.contains(codes[0]), "they are never shown again");

        let hong = site.m.member("hong12").await;
        charged(&site.m.system(), site.m.personal(&hong).await).await;
        let mut browser = site.of(&hong);
        let confirm = "/subscribe/devpack/confirm";
        let bad = browser.post(confirm, &[("plan", "starter"), ("terms", "1"), ("promotion", "AAAA-BBBB-CCCC-DDDD"), ("do", "apply")]).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        let good = browser.post(confirm, &[("plan", "starter"), ("terms", "1"), ("promotion", codes[0]), ("do", "apply")]).await;
        assert!(good.text.contains("월 기본 요금 30% 할인, 2개월"));
        let done = browser.post(confirm, &[("plan", "starter"), ("terms", "1"), ("promotion", codes[0]), ("do", "subscribe")]).await;
        assert!(done.location().contains("/done?"), "{}", done.location());
        let shown = staff.get(&page).await;
        assert!(shown.text.contains("hong12") && shown.text.contains("1 / 3"));
        let ended = staff.post(&format!("{page}/end"), &[]).await;
        assert_eq!(ended.location(), format!("{page}?done=promotions-ended"));
        assert!(staff.get("/admin/promotions").await.text.contains("종료됨"));
    }
}
