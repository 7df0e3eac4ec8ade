//! Lists, a page at a time.

use madang_testkit::on_both_engines;
use serde_json::json;

use crate::api::Api;
use crate::described::operations;
use crate::{tour_approvals, tour_products};

on_both_engines! {
    async fn pages_of_any_size_give_every_item_once_in_one_order(engine: Engine) {
        let api = Api::new(engine).await;
        let operator = api.m.operator().await;
        for n in 0..7 {
            api.m.unverified(&format!("member{n}")).await;
        }
        for search in ["", "&search=member", "&search=%ED%99%8D", "&search=010&state=unverified"] {
            let whole = api.get(format!("/members?limit=50{search}")).by(&operator).send().await.expect(200);
            let whole = whole["items"].as_array().unwrap().clone();
            assert!(whole.len() >= 7, "{search}");
            for limit in [1, 2, 3, 7] {
                let (mut items, mut cursor) = (Vec::new(), String::new());
                loop {
                    let page = api.get(format!("/members?limit={limit}{search}{cursor}")).by(&operator).send().await.expect(200);
                    let found = page["items"].as_array().unwrap();
                    assert!(found.len() <= limit);
                    items.extend(found.iter().cloned());
                    match page["next"].as_str() {
                        Some(next) => cursor = format!("&cursor={next}"),
                        None => break,
                    }
                }
                assert_eq!(items, whole, "{search} by {limit}");
            }
        }
    }

    async fn every_list_takes_the_cursor_that_it_gave(engine: Engine) {
        let api = Api::new(engine).await;
        let operator = api.m.operator().await;
        let hong = api.m.member("hong12").await;
        api.m.signed_in("operator", madang_testkit::PASSWORD).await.unwrap();
        let personal = api.m.personal(&operator).await;
        // Whose password is ended is signed out.
        let (kim, lee) = (api.m.member("kim34").await, api.m.member("lee56").await);
        let kdn = api.m.company(&operator, "한국전력KDN", "KDN-01").await;
        api.m.joins(&kdn, &lee, None, &[], false).await;
        let offering = tour_products::devpack(&api).await;
        for n in 0..3 {
            tour_products::promotion(&api, &operator, &offering).await;
            api.m.project(&operator, personal, &format!("프로젝트 {n}")).await;
            crate::tour_projects::tell(&api, &operator).await;
            let said = json!({ "level": "info", "title_ko": "가", "title_en": "a", "body_ko": "가", "body_en": "a" });
            api.post("/announcements").by(&operator).json(&said).send().await.expect(201);
            api.post(format!("/members/{}/expire-password", hong.id)).by(&operator).send().await.expect(200);
            tour_approvals::submitted(&api, &kim, &format!("기다림 {n}")).await;
            let order = tour_approvals::submitted(&api, &kim, &format!("돌아감 {n}")).await;
            let back = json!({ "decision": "return", "comment": "다시" });
            api.post(format!("{order}/decide")).by(&operator).json(&back).send().await.expect(200);
            api.m.company(&lee, "한국전력KDN", &format!("KDN-1{n}")).await;
            let day = tour_approvals::day(&api, n);
            let away = json!({ "organization_id": kdn.id.to_string(), "login_id": "lee56", "starts": day, "ends": day });
            api.post("/me/substitutions").by(&operator).json(&away).send().await.expect(201);
            let policy = json!({ "kind": "project", "organization": "KDN-01", "min_amount": n, "steps": [], "version": 0 });
            api.post("/policies").by(&operator).json(&policy).send().await.expect(201);
            api.post("/orders").by(&operator).json(&json!({ "kind": "project" })).send().await.expect(201);
        }
        let mut tx = api.m.platform().db.begin().await.unwrap();
        madang_db::Sql::new("UPDATE orders SET round = 1").execute(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let mut lists = 0;
        for operation in operations() {
            let parameters = operation.value["parameters"].as_array().cloned().unwrap_or_default();
            // What is about one thing has a list of its own.
            if operation.path.contains("{id}") || !parameters.iter().any(|parameter| parameter["name"] == "cursor") {
                continue;
            }
            lists += 1;
            let first = api.get(format!("{}?limit=1", operation.path)).by(&operator).send().await.expect(200);
            let next = first["next"].as_str().unwrap_or_else(|| panic!("{} has a second page: {first}", operation.id));
            let second = api.get(format!("{}?limit=1&cursor={next}", operation.path)).by(&operator).send().await.expect(200);
            assert_ne!(first["items"], second["items"], "{}", operation.id);
            let strange = api.get(format!("{}?cursor=strange", operation.path)).by(&operator).send().await;
            strange.invalid("cursor", "choice");
        }
        assert_eq!(lists, 18);
    }

    async fn a_cursor_of_a_search_tells_nothing_of_what_it_holds(engine: Engine) {
        let api = Api::new(engine).await;
        let operator = api.m.operator().await;
        for n in 0..3 {
            api.m.unverified(&format!("member{n}")).await;
        }
        let page = api.get("/members?limit=1&search=member").by(&operator).send().await.expect(200);
        let next = page["next"].as_str().unwrap();
        assert!(!next.contains("member"));
        let altered = format!("{}A", &next[..next.len() - 1]);
        if altered != next {
            let answer = api.get(format!("/members?search=member&cursor={altered}")).by(&operator).send().await;
            answer.invalid("cursor", "choice");
        }
    }
}
