//! Who may use each operation: every one, by everyone, held to its `x-access`.

use madang_testkit::{TestMember, on_both_engines};

use crate::api::{Answer, Api, Call};
use crate::described::{NOBODY, Operation, operations, sample_body};
use crate::tour::SSH_KEY;

/// The smallest request for an operation, about nothing that there is.
pub(crate) fn smallest(api: &Api, operation: &Operation) -> Call {
    let call = api.call(operation.method.clone(), operation.about(NOBODY));
    match sample_body(&operation.value) {
        Some(body) => call.json(&body),
        None => call,
    }
}

async fn answer(api: &Api, operation: &Operation, by: Option<&TestMember>) -> Answer {
    let call = smallest(api, operation);
    match by {
        Some(member) => call.by(member).send().await,
        None => call.send().await,
    }
}

on_both_engines! {
    async fn nobody_uses_what_is_not_public(engine: Engine) {
        let api = Api::new(engine).await;
        let mut guarded = 0;
        for operation in operations() {
            let answer = answer(&api, &operation, None).await;
            if operation.access == "public" {
                assert_ne!(answer.status, 401, "{}", operation.id);
                assert_ne!(answer.status, 403, "{}", operation.id);
            } else {
                let problem = answer.problem(401, "sign-in-required");
                assert_eq!((answer.header("www-authenticate"), &problem["status"]), ("Bearer", &401.into()));
                guarded += 1;
            }
        }
        assert!(guarded > 40, "{guarded}");
    }

    async fn members_use_what_is_theirs_and_no_more(engine: Engine) {
        let api = Api::new(engine).await;
        for (n, operation) in operations().into_iter().enumerate().filter(|(_, operation)| operation.access != "public") {
            // Some sign the member out, so each operation has a member of its own.
            let hong = api.m.member(&format!("hong{n}")).await;
            let answer = answer(&api, &operation, Some(&hong)).await;
            match operation.access.as_str() {
                "member" if operation.path.contains("{id}") => drop(answer.problem(404, "not-found")),
                "member" => assert!(!matches!(answer.status.as_u16(), 401 | 403 | 404 | 500..), "{} answers {}", operation.id, answer.status),
                _ => drop(answer.problem(403, "forbidden")),
            }
        }
    }

    async fn auditors_see_and_change_nothing(engine: Engine) {
        let api = Api::new(engine).await;
        let auditor = api.m.auditor().await;
        for operation in operations() {
            let answer = match operation.access.as_str() {
                "staff" | "operator" => answer(&api, &operation, Some(&auditor)).await,
                _ => continue,
            };
            match operation.access.as_str() {
                "operator" => drop(answer.problem(403, "forbidden")),
                _ if operation.path.contains("{id}") => drop(answer.problem(404, "not-found")),
                // What wants more than the smallest body has let them in when it says so.
                _ => assert!(matches!(answer.status.as_u16(), 200 | 422), "{} answers {}", operation.id, answer.status),
            }
        }
    }

    async fn operators_use_everything_of_the_staff(engine: Engine) {
        let api = Api::new(engine).await;
        let operator = api.m.operator().await;
        for operation in operations() {
            if ["staff", "operator"].contains(&operation.access.as_str()) {
                let answer = answer(&api, &operation, Some(&operator)).await;
                assert!(!matches!(answer.status.as_u16(), 401 | 403 | 500..), "{} answers {}", operation.id, answer.status);
                if operation.path.contains("{id}") {
                    assert!(matches!(answer.status.as_u16(), 404 | 422), "{} answers {}", operation.id, answer.status);
                }
            }
        }
    }

    async fn a_token_that_does_not_work_is_refused_everywhere(engine: Engine) {
        let api = Api::new(engine).await;
        for (n, token) in (1..).zip(["nonsense", "mdg_pat_nonsense", ""]) {
            for operation in operations() {
                let answer = smallest(&api, &operation).header("authorization", &format!("Bearer {token}")).from([198, 51, 100, n]).send().await;
                // A header without a token presents nothing.
                if !token.is_empty() || operation.access != "public" {
                    answer.problem(401, "sign-in-required");
                }
            }
        }
    }

    async fn a_cookie_opens_nothing(engine: Engine) {
        let api = Api::new(engine).await;
        let hong = api.m.member("hong12").await;
        let cookie = format!("__Host-session={}", hong.token.reveal());
        let answer = api.get("/me").header("cookie", &cookie).send().await;
        answer.problem(401, "sign-in-required");
        assert_eq!(answer.header("set-cookie"), "");
    }

    async fn what_is_another_members_is_not_found(engine: Engine) {
        let api = Api::new(engine).await;
        let (hong, kim) = (api.m.member("hong12").await, api.m.member("kim34").await);
        let key = api.post("/me/ssh-keys").by(&hong).json(&serde_json::json!({ "name": "laptop", "public_key": SSH_KEY })).send().await.expect(201);
        let token = serde_json::json!({ "name": "ci", "scopes": ["account:read"], "days": 1 });
        let token = api.post("/me/tokens").by(&hong).json(&token).send().await.expect(201);
        let session = api.get("/me/sessions").by(&hong).send().await.expect(200)["items"][0]["id"].clone();
        for (what, id) in [("ssh-keys", &key["id"]), ("tokens", &token["id"]), ("sessions", &session)] {
            let path = format!("/me/{what}/{}", id.as_str().unwrap());
            api.delete(&path).by(&kim).send().await.problem(404, "not-found");
            api.delete(&path).by(&hong).send().await.expect(204);
        }
    }
}
