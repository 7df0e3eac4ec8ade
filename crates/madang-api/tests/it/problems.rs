//! Problem documents: RFC 9457, in the client's language.

use madang_testkit::on_both_engines;
use serde_json::{Value, json};

use crate::api::{Answer, Api, Call};

fn shown(answer: &Answer) -> String {
    let mut body = answer.json();
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(body["status"], answer.status.as_u16());
    let request = answer.header("x-request-id");
    assert_eq!(body["instance"], format!("urn:madang:request:{request}"));
    body["instance"] = Value::Null;
    format!("{}\n", serde_json::to_string_pretty(&body).unwrap())
}

fn samples(api: &Api) -> Vec<Call> {
    let sign_in = |body: Value| api.post("/sessions").json(&body);
    vec![
        api.get("/me"),
        api.get("/nothing"),
        api.put("/me"),
        api.get("/captchas/0192d3c4-0000-7000-8000-00000000dead/picture"),
        api.post("/sessions").raw("text/plain", "hello"),
        api.post("/sessions").raw("application/json", "{\n  \"login_id\": hong12\n}"),
        api.post("/sessions").raw("application/json", b"\xff\xfe".to_vec()),
        sign_in(json!({ "login_id": "hong12", "password": "x", "remember": true })),
        sign_in(json!({ "login_id": "hong12" })),
        sign_in(json!({ "login_id": 12, "password": "x" })),
        sign_in(json!({ "login_id": "hong\u{0}12", "password": "x" })),
        sign_in(json!({ "login_id": "", "password": "" })),
        sign_in(json!({ "login_id": "hong12", "password": "wrong" })),
        api.get("/terms/versions?limit=51"),
        api.get("/terms/versions?page=2"),
        api.get("/terms/versions?cursor=x"),
        api.post("/sign-ups").json(&json!({ "terms": ["x"] })),
        api.post("/sign-ups").json(&json!({ "terms": [] })),
        api.get("/sign-ups/current"),
    ]
}

on_both_engines! {
    async fn they_are_the_reviewed_ones(engine: Engine) {
        let api = Api::new(engine).await;
        let mut now = String::new();
        for call in samples(&api) {
            now.push_str(&format!("# {} {}\n", call.method(), call.path()));
            let korean = call.clone().send().await;
            let english = call.in_english().send().await;
            assert_eq!((korean.header("content-language"), english.header("content-language")), ("ko", "en"));
            now.push_str(&shown(&korean));
            now.push_str(&shown(&english));
        }
        let reviewed = include_str!("problems.txt");
        assert!(now == reviewed, "tests/it/problems.txt should be, once reviewed:\n{now}");
    }

    async fn a_limit_says_when_to_try_again(engine: Engine) {
        let api = Api::with(engine, |settings| settings.limits.captchas_per_address = 2).await;
        for _ in 0..2 {
            api.post("/captchas").send().await.expect(201);
        }
        let refused = api.post("/captchas").send().await;
        let problem = refused.problem(429, "limited");
        assert!(problem["retry_after"].as_u64().unwrap() > 3000);
        assert_eq!(refused.header("retry-after"), problem["retry_after"].to_string());
    }

    async fn a_captcha_is_asked_for_when_one_is_needed(engine: Engine) {
        let api = Api::new(engine).await;
        let wrong = api.post("/sessions").json(&json!({ "login_id": "hong12", "password": "wrong" }));
        let mut needed = Vec::new();
        for _ in 0..5 {
            needed.push(wrong.clone().send().await.problem(409, "wrong-id-or-password")["captcha_needed"] == true);
        }
        assert_eq!(needed, [false, false, false, false, true]);
        api.m.advance(std::time::Duration::from_secs(5));
        assert_eq!(wrong.send().await.problem(409, "captcha-needed")["captcha_needed"], true);
    }

    async fn a_database_that_is_away_is_said_to_be(engine: Engine) {
        let api = Api::new(engine).await;
        api.m.platform().db.close().await;
        let answer = api.get("/terms").send().await;
        answer.problem(503, "unavailable");
        assert_eq!(answer.header("retry-after"), "5");
    }
}

/// Wherever a refusal is worded, it is explained: a new one has to be in the list.
#[test]
fn every_refusal_is_listed() {
    let worded = include_str!("../../../madang-i18n/locales/ko/problems.ftl")
        .lines()
        .filter_map(|line| line.strip_prefix("refusal-")?.split(' ').next());
    let mut worded: Vec<&str> = worded.collect();
    let mut listed = madang_api::REFUSALS.to_vec();
    worded.sort_unstable();
    listed.sort_unstable();
    assert_eq!(worded, listed);
}

#[test]
fn every_problem_has_a_title_and_an_explanation() {
    for lang in madang_i18n::Lang::ALL {
        let tr = madang_i18n::Tr::new(lang);
        for code in madang_api::PROBLEMS {
            assert!(tr.has(&format!("problem-{code}")) && tr.has(&format!("problem-{code}-more")), "{code}");
        }
        for code in madang_api::REFUSALS {
            assert!(tr.has(&format!("refusal-{code}")), "{code}");
        }
    }
}
