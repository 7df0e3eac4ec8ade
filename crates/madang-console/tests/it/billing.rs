//! 「결제 정보」: the form of the guide, the gateway's page, and staff.

use http::StatusCode;
use madang_testkit::{TypedCard, on_both_engines};

use crate::site::Site;

const PERSON: [(&str, &str); 8] = [
    ("kind", "person"),
    ("name", "홍길동"),
    ("email", "hong@example.com"),
    ("mobile", "010-1234-5678"),
    ("postcode", "06236"),
    ("road_address", "서울특별시 강남구 테헤란로 152"),
    ("next", "/subscribe/devpack/confirm"),
    ("revision", "0"),
];

const COMPANY: [(&str, &str); 9] = [
    ("kind", "company"),
    ("name", "김담당"),
    ("email", "pay@example.com"),
    ("mobile", "01012345678"),
    ("company_name", "(주)마당상사"),
    ("business_number", "1248100998"),
    ("corporate_number", "1301110006246"),
    ("next", "/subscribe/devpack/confirm"),
    ("revision", "0"),
];

/// The form with some fields otherwise.
fn with<'a>(form: &[(&'a str, &'a str)], other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = form.iter().filter(|(name, _)| !other.iter().any(|(changed, _)| changed == name));
    kept.chain(other).copied().collect()
}

/// The end of the gateway's address on the page between.
fn visit(text: &str) -> String {
    let (_, after) = text.split_once("https://gateway.example/").expect("the page leads to the gateway");
    after.split('"').next().expect("an address ends").to_owned()
}

on_both_engines! {
    async fn a_person_types_finds_an_address_verifies_a_card_and_goes_on(engine: Engine) {
        let site = Site::new(engine).await;
        let hong = site.m.member("hong12").await;
        let mut browser = site.of(&hong);
        let page = browser.get("/billing").await;
        assert!(page.text.contains("등록한 결제 정보가 없습니다"));
        let page = browser.get("/billing/setup?next=/subscribe/devpack/confirm&back=/subscribe/devpack").await;
        for text in ["약관 동의", "가입/결제 정보 입력", "입력 완료", "카드 인증 받기", "카드 인증 5회 실패시", "가입자가 아닌 납부자 기준", "다음 달에 청구됩니다", "사업자 등록증에 기재된 명의", "통합청구(세금계산서)", "hong12", "이전", "다음"] {
            assert!(page.text.contains(text), "{text} is missing");
        }
        assert!(page.text.contains(&hong.name) && page.text.contains(&hong.email), "what is known is filled in");

        let found = browser.post("/billing/setup/address", &with(&PERSON, &[("address_search", "테헤란로 152"), ("postcode", ""), ("road_address", "")])).await;
        assert!(found.text.contains("서울특별시 강남구 역삼동 737"));
        let picked = "06236\t서울특별시 강남구 테헤란로 152\t서울특별시 강남구 역삼동 737";
        let filled = browser.post("/billing/setup/address", &with(&PERSON, &[("pick", picked)])).await;
        assert!(filled.text.contains("value=\"서울특별시 강남구 역삼동 737\""));

        let wrong = browser.post("/billing/setup", &with(&PERSON, &[("mobile", "1"), ("postcode", "")])).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("홍길동"), "what was typed stays");
        let needs = browser.post("/billing/setup", &with(&PERSON, &[("do", "next")])).await;
        assert!(needs.text.contains("카드 인증을 받아야"));
        let leave = browser.post("/billing/setup", &with(&PERSON, &[("do", "card"), ("revision", "1")])).await;
        assert_eq!(leave.status, StatusCode::OK);
        let id = visit(&leave.text);
        let back = format!("/billing/card/return/{id}?pg=anything");
        assert!(browser.get(&back).await.text.contains("확인하고 있습니다"));
        site.m.payments().types(TypedCard::Good("1234"));
        let answer = browser.get(&back).await;
        assert!(answer.location().starts_with("/billing/setup?"), "{}", answer.location());
        let page = browser.get(answer.location()).await;
        assert!(page.text.contains("**** 1234") && page.text.contains("카드 인증을 마쳤습니다"));
        let onward = browser.post("/billing/setup", &with(&PERSON, &[("do", "next"), ("revision", "1")])).await;
        assert_eq!(onward.location(), "/subscribe/devpack/confirm");
        assert!(browser.get("/billing").await.text.contains("**** 1234"));
    }

    async fn a_company_is_done_at_once_and_only_own_paths_are_gone_on_to(engine: Engine) {
        let site = Site::new(engine).await;
        let hong = site.m.member("hong12").await;
        let mut browser = site.of(&hong);
        let onward = browser.post("/billing/setup", &with(&COMPANY, &[("do", "next")])).await;
        assert_eq!(onward.location(), "/subscribe/devpack/confirm");
        for evil in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
            let answer = browser.post("/billing/setup", &with(&COMPANY, &[("next", evil), ("revision", "1")])).await;
            assert_eq!(answer.location(), "/billing?done=billing", "{evil}");
        }
        let page = browser.get("/billing").await;
        assert!(page.text.contains("124-81-00998") && page.text.contains("130111-0006246"));
    }

    async fn five_failures_lock_and_an_operator_resets(engine: Engine) {
        let site = Site::new(engine).await;
        let hong = site.m.member("hong12").await;
        let mut browser = site.of(&hong);
        site.m.payments().types(TypedCard::Bad);
        browser.post("/billing/setup", &PERSON).await;
        let own = site.m.personal(&hong).await;
        for left in (0..5).rev() {
            let leave = browser.post("/billing/card", &[("next", "/billing")]).await;
            let page = browser.get(&format!("/billing/card/return/{}", visit(&leave.text))).await;
            let told = if left == 0 { "더이상 인증이 불가".to_owned() } else { format!("{left}회 더 실패하면") };
            assert!(page.text.contains(&told), "{told}");
        }
        let refused = browser.post("/billing/card", &[("next", "/billing")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(browser.get(&format!("/billing?organization={own}")).await.text.contains("카드 인증 5회 실패로"));

        let mut operator = site.of(&site.m.operator().await);
        let list = operator.get("/admin/billing?state=locked").await;
        let (_, after) = list.text.split_once("/admin/billing/").expect("a line");
        let account = format!("/admin/billing/{}", after.split('"').next().expect("an address"));
        assert!(operator.get(&account).await.text.contains("인증 실패 초기화"));
        let empty = operator.post(&format!("{account}/reset"), &[("reason", "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = operator.post(&format!("{account}/reset"), &[("reason", "카드사 확인")]).await;
        assert_eq!(done.location(), format!("{account}?done=card-reset"));
        assert!(browser.get("/billing").await.text.contains("카드 인증을 5회 더 실패하면"));
    }
}
