//! Requests that are sent twice under one key.

use std::time::Duration;

use madang_db::Sql;
use madang_testkit::{PASSWORD, in_parallel, on_both_engines};
use serde_json::{Value, json};

use crate::access::smallest;
use crate::api::Api;
use crate::described::operations;

/// A key as clients make them.
const KEY: &str = "0192d3c4-0000-7000-8000-000000000001";

fn a_token(name: &str) -> Value {
    json!({ "name": name, "scopes": ["account:read"], "days": 1 })
}

on_both_engines! {
    async fn the_second_of_two_gets_the_answer_of_the_first(engine: Engine) {
        let api = Api::new(engine).await;
        let hong = api.m.member("hong12").await;
        let call = api.post("/me/tokens").by(&hong).keyed(KEY).json(&a_token("ci"));
        let (first, second) = (call.clone().send().await, call.send().await);
        assert_eq!((first.expect(201), first.header("idempotency-replayed")), (second.expect(201), ""));
        assert_eq!((second.header("idempotency-replayed"), second.header("content-type")), ("true", "application/json"));
        let tokens = api.get("/me/tokens").by(&hong).send().await.expect(200);
        assert_eq!(tokens["items"].as_array().unwrap().len(), 1);
    }

    async fn of_parallel_ones_one_acts(engine: Engine) {
        let api = Api::new(engine).await;
        let hong = api.m.member("hong12").await;
        let call = api.post("/me/tokens").by(&hong).keyed(KEY).json(&a_token("ci"));
        let answers = in_parallel(8, |_| call.clone().send()).await;
        let mut given = Vec::new();
        for answer in &answers {
            if answer.status == 409 {
                answer.problem(409, "idempotency-in-progress");
                assert_eq!(answer.header("retry-after"), "1");
            } else {
                given.push(answer.expect(201));
            }
        }
        given.dedup();
        assert_eq!(given.len(), 1);
        assert_eq!(call.send().await.expect(201), given[0]);
        let tokens = api.get("/me/tokens").by(&hong).send().await.expect(200);
        assert_eq!(tokens["items"].as_array().unwrap().len(), 1);
    }

    async fn a_key_names_one_request(engine: Engine) {
        let api = Api::new(engine).await;
        let hong = api.m.member("hong12").await;
        api.post("/me/tokens").by(&hong).keyed(KEY).json(&a_token("ci")).send().await.expect(201);
        api.post("/me/tokens").by(&hong).keyed(KEY).json(&a_token("cd")).send().await.problem(422, "idempotency-key-reused");
        api.post("/me/withdraw").by(&hong).keyed(KEY).send().await.problem(422, "idempotency-key-reused");
        api.get("/me").by(&hong).send().await.expect(200);
    }

    async fn a_key_is_its_senders_own(engine: Engine) {
        let api = Api::new(engine).await;
        let (hong, kim) = (api.m.member("hong12").await, api.m.member("kim34").await);
        let call = api.post("/me/tokens").keyed(KEY).json(&a_token("ci"));
        let first = call.clone().by(&hong).send().await.expect(201);
        assert_ne!(call.clone().by(&kim).send().await.expect(201), first);
        // The same member with another session, which may have been stolen, does not learn the token.
        let (_, other) = api.m.signed_in("hong12", PASSWORD).await.unwrap();
        assert_ne!(call.bearer(&other).send().await.expect(201), first);
    }

    async fn visitors_are_told_apart_by_address_and_sign_up(engine: Engine) {
        let api = Api::new(engine).await;
        let call = api.post("/captchas").keyed(KEY);
        let first = call.clone().send().await.expect(201);
        assert_eq!(call.clone().send().await.expect(201), first);
        assert_ne!(call.clone().from([192, 0, 2, 2]).send().await.expect(201), first);
        assert_ne!(call.within("another").send().await.expect(201), first);
    }

    async fn an_answer_is_given_again_for_a_day(engine: Engine) {
        let api = Api::new(engine).await;
        let call = api.post("/captchas").keyed(KEY);
        let first = call.clone().send().await.expect(201);
        api.m.advance(Duration::from_secs(86_000));
        assert_eq!(call.clone().send().await.expect(201), first);
        api.m.advance(Duration::from_secs(1_000));
        assert_ne!(call.send().await.expect(201), first);
    }

    async fn a_wrong_code_costs_one_try_however_often_it_is_sent(engine: Engine) {
        let api = Api::new(engine).await;
        let hong = api.m.member("hong12").await;
        api.post("/me/phone/code").by(&hong).json(&json!({ "phone": "01012345678" })).send().await.expect(200);
        let right = api.m.last_code("01012345678").await;
        let wrong = if right == "000000" { "000001" } else { "000000" };
        let call = api.post("/me/phone/confirm").by(&hong).keyed(KEY).json(&json!({ "code": wrong }));
        let first = call.clone().send().await;
        for _ in 0..6 {
            let again = call.clone().send().await;
            assert_eq!((again.problem(422, "invalid"), again.header("idempotency-replayed")), (first.problem(422, "invalid"), "true"));
            assert_eq!(again.header("content-type"), "application/problem+json");
        }
        api.post("/me/phone/confirm").by(&hong).json(&json!({ "code": right })).send().await.expect(200);
    }

    async fn what_was_not_done_can_be_sent_again_under_its_key(engine: Engine) {
        let api = Api::new(engine).await;
        let hong = api.m.member("hong12").await;
        api.m.advance(Duration::from_secs(3000));
        let call = api.post("/me/tokens").keyed(KEY).json(&a_token("ci"));
        call.clone().by(&hong).send().await.problem(403, "reauthentication-required");
        let given = api.post("/sessions/current/reauthenticate").by(&hong).json(&json!({ "password": PASSWORD })).send().await.expect(200);
        let token = madang_model::Secret::new(given["token"].as_str().unwrap());
        call.bearer(&token).send().await.expect(201);
    }

    async fn keys_are_of_visible_characters(engine: Engine) {
        let api = Api::new(engine).await;
        let hong = api.m.member("hong12").await;
        let call = api.post("/me/consents").by(&hong).json(&json!({ "terms": [] }));
        for (key, rule) in [("", "characters"), ("a b", "characters"), (&*"k".repeat(256), "too-long")] {
            call.clone().keyed(key).send().await.invalid("idempotency_key", rule);
        }
        for key in ["k", &"k".repeat(255)] {
            call.clone().keyed(key).send().await.expect(204);
        }
    }

    /// Visitors of one network are one requester, so nobody may come by another's key.
    async fn visitors_need_keys_that_nobody_guesses(engine: Engine) {
        let api = Api::new(engine).await;
        api.post("/captchas").keyed("a-short-key-of-21-char").send().await.expect(201);
        api.post("/captchas").keyed("a-short-key-of-21-cha").send().await.invalid("idempotency_key", "too-short");
    }

    async fn no_secret_is_kept_readable(engine: Engine) {
        let api = Api::new(engine).await;
        let hong = api.m.member("hong12").await;
        let made = api.post("/me/tokens").by(&hong).keyed(KEY).json(&a_token("ci")).send().await.expect(201);
        let kept = Sql::new("SELECT COUNT(*) FROM idempotency WHERE sealed IS NOT NULL");
        assert_eq!(api.m.number(kept).await, 1);
        let token = made["token"].as_str().unwrap().to_owned();
        let readable = Sql::new("SELECT COUNT(*) FROM idempotency WHERE sealed LIKE ").arg(format!("%{token}%"));
        assert_eq!(api.m.number(readable).await, 0);
    }

    async fn every_post_can_be_sent_twice(engine: Engine) {
        let api = Api::new(engine).await;
        let operator = api.m.operator().await;
        let mut posts = 0;
        for operation in operations().into_iter().filter(|operation| operation.method == "POST" && operation.id != "withdraw") {
            let call = smallest(&api, &operation).by(&operator).keyed(&format!("twice-and-only-once-{}", operation.id));
            let (first, second) = (call.clone().send().await, call.send().await);
            let done = first.status.is_success() || first.status == 422;
            assert_eq!(second.header("idempotency-replayed"), if done { "true" } else { "" }, "{} {}", operation.id, first.status);
            assert!(!done || (first.status == second.status && first.bytes == second.bytes), "{}", operation.id);
            posts += 1;
        }
        assert!(posts > 25, "{posts}");
    }
}
