//! 「상품 신청」 and 「상품 해지」 as the guide walks through them (guide 000 §2, §3).

use std::sync::Arc;

use http::StatusCode;
use madang_core::approvals::{self, PolicyInput, StepInput};
use madang_core::catalog;
use madang_model::catalog::Product;
use madang_model::organizations::OrgRole;
use madang_testkit::{Engine, FakeProduct, TestMember, charged, on_both_engines};

use crate::site::{Answer, Browser, Site};

async fn shop(engine: Engine) -> Site {
    let site = Site::new(engine).await;
    catalog::seed(&site.m.system()).await.expect("a catalog");
    site
}

/// Applies for a plan of devpack, as one whose payment data is known: where the answer leads.
async fn applied(browser: &mut Browser) -> Answer {
    let confirm =
        browser.post("/subscribe/devpack", &[("plan", "starter"), ("version", "1"), ("agree", "true")]).await;
    assert!(confirm.location().starts_with("/subscribe/devpack/confirm?"), "{}", confirm.location());
    let page = browser.get(confirm.location()).await;
    assert!(page.text.contains("해당 서비스를 신청하시겠습니까?"));
    let typed = [("plan", "starter"), ("terms", "1"), ("promotion", ""), ("do", "subscribe")];
    browser.post("/subscribe/devpack/confirm", &typed).await
}

/// The address of the first link on the page that starts so.
fn link<'a>(page: &'a Answer, start: &str) -> &'a str {
    let (_, after) = page.text.split_once(&format!("href=\"{start}")).expect("the link is there");
    let rest = after.split('"').next().expect("an address ends");
    let from = after.as_ptr() as usize - page.text.as_ptr() as usize - start.len();
    &page.text[from..from + start.len() + rest.len()]
}

on_both_engines! {
    async fn the_first_product_takes_terms_payment_data_and_a_confirmation(engine: Engine) {
        let site = shop(engine).await;
        let hong = site.m.member("hong12").await;
        let own = site.m.personal(&hong).await;
        let page = site.visitor().get("/products/devpack").await;
        assert!(page.text.contains("href=\"/subscribe/devpack\"") && page.text.contains("상품 신청"));
        assert!(site.visitor().get("/subscribe/devpack").await.asks_to_sign_in());

        let mut browser = site.of(&hong);
        let page = browser.get("/products/devpack").await;
        assert!(page.text.contains(&format!("/subscribe/devpack/start?organization={own}")));
        let start = browser.get("/subscribe/devpack/start").await;
        assert!(start.text.contains("결제 정보 입력이 필요합니다"));
        let wizard = browser.get("/subscribe/devpack").await;
        for text in ["약관 동의", "가입/결제 정보 입력", "입력 완료", "상품 약관에 동의합니다."] {
            assert!(wizard.text.contains(text), "{text} is missing");
        }

        let not_agreed = browser.post("/subscribe/devpack", &[("plan", "starter"), ("version", "1")]).await;
        assert_eq!(not_agreed.status, StatusCode::UNPROCESSABLE_ENTITY);
        let no_plan = browser.post("/subscribe/devpack", &[("plan", "vast"), ("version", "1"), ("agree", "true")]).await;
        assert_eq!(no_plan.status, StatusCode::UNPROCESSABLE_ENTITY);
        let old = browser.post("/subscribe/devpack", &[("plan", "starter"), ("version", "0"), ("agree", "true")]).await;
        assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY, "other terms were shown");

        let on = browser.post("/subscribe/devpack", &[("plan", "starter"), ("version", "1"), ("agree", "true")]).await;
        assert!(on.location().starts_with("/billing/setup?"), "{}", on.location());
        assert!(browser.get(on.location()).await.text.contains("카드 인증 받기"));
        // Whoever tries to leave the step out is sent back to it.
        let typed = [("plan", "starter"), ("terms", "1"), ("do", "subscribe")];
        assert_ne!(browser.post("/subscribe/devpack/confirm", &typed).await.status, StatusCode::OK);

        charged(&site.m.system(), own).await;
        let done = applied(&mut browser).await;
        assert!(done.location().starts_with("/subscribe/devpack/done?"), "{}", done.location());
        let notice = browser.get(done.location()).await;
        assert!(notice.text.contains("신청이 완료되었습니다") && notice.text.contains("서비스 이용"));

        let page = browser.get("/products/devpack").await;
        assert!(page.text.contains("서비스 이용") && page.text.contains("상품 해지"));
        assert!(!page.text.contains("상품 신청"));
        assert_eq!(browser.get("/subscribe/devpack").await.status, StatusCode::CONFLICT);
        assert_eq!(applied_again(&mut browser).await, StatusCode::CONFLICT);
        let list = browser.get("/subscriptions").await;
        assert!(list.text.contains("이용 중"));
        let one = browser.get(link(&list, "/subscriptions/")).await;
        assert!(one.text.contains("1판에") && one.text.contains("이번 달 이용 요금"));
    }

    async fn a_policy_puts_an_approval_in_between(engine: Engine) {
        let site = shop(engine).await;
        let hong = site.m.member("hong12").await;
        let own = site.m.personal(&hong).await;
        charged(&site.m.system(), own).await;
        let operator = site.m.operator().await;
        let step = StepInput { kind: "operators".to_owned(), ..StepInput::default() };
        let policy = PolicyInput {
            kind: "subscription".to_owned(),
            organization: "*".to_owned(),
            steps: vec![step],
            ..PolicyInput::default()
        };
        approvals::publish_policy(&operator, &policy).await.expect("a policy");
        let mut browser = site.of(&hong);
        let done = applied(&mut browser).await;
        let notice = browser.get(done.location()).await;
        assert!(notice.text.contains("신청이 접수되었습니다"));
        let page = browser.get("/products/devpack").await;
        assert!(page.text.contains("신청 내역 보기") && !page.text.contains("상품 신청"));
        let order = link(&page, "/orders/").to_owned();
        assert!(browser.get("/subscribe/devpack").await.location().starts_with("/orders/"));
        let mut staff = site.of(&operator);
        let approved = staff.post(&format!("{order}/decide"), &[("round", "1"), ("decision", "approve")]).await;
        assert_eq!(approved.status, StatusCode::SEE_OTHER);
        site.m.run_jobs().await;
        assert!(browser.get("/products/devpack").await.text.contains("서비스 이용"));
        assert!(browser.get(&order).await.text.contains("/subscriptions/"));
    }

    async fn what_is_in_use_refuses_the_exit_and_says_what_until_it_is_given_back(engine: Engine) {
        let product = Arc::new(FakeProduct::new(Product::Devpack));
        let site = Site::with_product(engine, &product).await;
        catalog::seed(&site.m.system()).await.expect("a catalog");
        let hong = site.m.member("hong12").await;
        let own = site.m.personal(&hong).await;
        charged(&site.m.system(), own).await;
        let mut browser = site.of(&hong);
        applied(&mut browser).await;
        let offering = catalog::show(&site.m.visitor(), "devpack").await.expect("it is on sale").id;
        for (kind, name) in [("service", "주문-db"), ("app", "주문-web")] {
            FakeProduct::make(&site.m.system(), own, offering, kind, name).await.expect("it is in use");
        }
        let page = browser.get("/products/devpack").await;
        let exit = link(&page, "/subscriptions/").to_owned();
        let one = exit.trim_end_matches("/exit").to_owned();
        let exit = format!("{one}/exit");
        let refusal = "devpack에서 사용 중인 리소스가 존재합니다. 모든 리소스 삭제 후 해지 신청이 가능합니다. 감사합니다.";
        let plan = browser.get(&exit).await;
        for text in [refusal, "앱 ", "주문-web", "서비스 ", "주문-db", "10,000원", "20,000원", "이용 내역 내려받기"] {
            assert!(plan.text.contains(text), "{text} is missing");
        }
        assert!(!plan.text.contains(&format!("{one}/terminate")), "there is no way round it");
        let refused = browser.post(&format!("{one}/terminate"), &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text.contains(refusal));

        let ask = browser.get(&format!("{one}/tear-down")).await;
        assert!(ask.text.contains("되돌릴 수 없습니다"));
        product.stick("주문-db", 1);
        let going = browser.post(&format!("{one}/tear-down"), &[]).await;
        assert_eq!(going.location(), format!("{exit}?done=teardown"));
        site.m.run_jobs().await;
        let failed = browser.get(&exit).await;
        assert!(failed.text.contains("정리 실패") && failed.text.contains("다시 시도"));
        browser.post(&format!("{one}/tear-down"), &[("kind", "service"), ("resource", "주문-db")]).await;
        site.m.run_jobs().await;
        assert_eq!(product.ended(), ["주문-web", "주문-db"], "what stands in front goes first");
        let free = browser.get(&exit).await;
        assert!(free.text.contains("정리한 리소스") && free.text.contains("바로 해지할 수 있습니다"));
        assert!(browser.get(&format!("{one}/terminate")).await.text.contains("상품을 해지하시겠습니까?"));
        let ended = browser.post(&format!("{one}/terminate"), &[]).await;
        assert_eq!(ended.location(), format!("{exit}?done=terminated"));
        let closing = browser.get(ended.location()).await;
        assert!(closing.text.contains("상품을 해지했습니다") && closing.text.contains("마지막 청구서"));
        assert!(browser.get("/products/devpack").await.text.contains("상품 신청"));
        let file = browser.get(&format!("{one}/export")).await;
        assert!(file.text.contains("주문-web"), "what was used can be taken along");
    }

    async fn colleagues_see_it_and_only_some_may_end_it(engine: Engine) {
        let site = shop(engine).await;
        let owner = site.m.member("owner1").await;
        let company = site.m.company(&owner, "한국전력KDN", "KDN1").await;
        charged(&site.m.system(), company.id).await;
        let applied = applied(&mut site.of(&owner)).await;
        assert!(applied.location().contains("/done?"));
        let colleague: TestMember = site.m.member("colleag1").await;
        site.m.joins(&company, &colleague, None, &[OrgRole::Developer], false).await;
        let mut browser = site.of(&colleague);
        let page = browser.get("/products/devpack").await;
        assert!(page.text.contains("서비스 이용") && !page.text.contains("상품 해지"));
        let one = link(&page, "/subscriptions/").to_owned();
        assert_eq!(browser.get(&one).await.status, StatusCode::OK);
        assert_eq!(browser.post(&format!("{one}/terminate"), &[]).await.status, StatusCode::FORBIDDEN);
        assert!(!browser.get("/products/workspace").await.text.contains("상품 신청"));
        let stranger = site.m.member("stranger2").await;
        assert_eq!(site.of(&stranger).get(&one).await.status, StatusCode::NOT_FOUND);
    }
}

async fn applied_again(browser: &mut Browser) -> StatusCode {
    let typed = [("plan", "starter"), ("terms", "1"), ("do", "subscribe")];
    browser.post("/subscribe/devpack/confirm", &typed).await.status
}
