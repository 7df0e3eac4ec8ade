//! What personal access tokens may be used for.

use madang_testkit::on_both_engines;
use serde_json::json;

use crate::access::smallest;
use crate::api::Api;
use crate::described::operations;

const SCOPES: [&str; 10] = [
    "account:read",
    "account:write",
    "organization:read",
    "organization:write",
    "order:read",
    "order:write",
    "project:read",
    "project:write",
    "staff:read",
    "staff:write",
];

on_both_engines! {
    /// An operator's tokens with one scope each, on every operation that is not public: what is refused for
    /// the token's sake, and what is not. Confirming an address looks at its link first; signing out means the
    /// session, of which a token has none.
    async fn they_are_the_reviewed_ones(engine: Engine) {
        let api = Api::new(engine).await;
        let operator = api.m.operator().await;
        let mut tokens = Vec::new();
        for scope in SCOPES {
            let made = api.post("/me/tokens").by(&operator).json(&json!({ "name": scope, "scopes": [scope], "days": 1 })).send().await.expect(201);
            tokens.push(madang_model::Secret::new(made["token"].as_str().unwrap()));
        }
        let mut now = format!("{:<28} {}\n", "", SCOPES.join("  "));
        for operation in operations().into_iter().filter(|operation| operation.access != "public") {
            now.push_str(&format!("{:<28}", operation.id));
            for (n, (token, scope)) in (1..).zip(tokens.iter().zip(SCOPES)) {
                // Each from an address of its own, which may ask only so often.
                let answer = smallest(&api, &operation).bearer(token).from([198, 51, 100, n]).send().await;
                let word = match answer.json()["code"].as_str() {
                    Some("forbidden" | "reauthentication-required") => "-",
                    _ => "yes",
                };
                now.push_str(&format!(" {word:<width$}", width = scope.len() + 1));
            }
            now.truncate(now.trim_end().len());
            now.push('\n');
        }
        let reviewed = include_str!("scopes.txt");
        assert!(now == reviewed, "tests/it/scopes.txt should be, once reviewed:\n{now}");
    }

    async fn a_token_works_until_its_day(engine: Engine) {
        let api = Api::new(engine).await;
        let hong = api.m.member("hong12").await;
        let made = api.post("/me/tokens").by(&hong).json(&json!({ "name": "ci", "scopes": ["account:read"], "days": 1 })).send().await.expect(201);
        let token = madang_model::Secret::new(made["token"].as_str().unwrap());
        api.get("/me").bearer(&token).send().await.expect(200);
        api.m.advance(std::time::Duration::from_secs(86_400));
        api.get("/me").bearer(&token).send().await.problem(401, "sign-in-required");
    }

    async fn staff_scopes_are_for_staff(engine: Engine) {
        let api = Api::new(engine).await;
        let (hong, auditor) = (api.m.member("hong12").await, api.m.auditor().await);
        let ask = |scope: &str| json!({ "name": "ci", "scopes": [scope], "days": 1 });
        api.post("/me/tokens").by(&hong).json(&ask("staff:read")).send().await.invalid("scopes", "choice");
        api.post("/me/tokens").by(&auditor).json(&ask("staff:write")).send().await.invalid("scopes", "choice");
        api.post("/me/tokens").by(&auditor).json(&ask("staff:read")).send().await.expect(201);
    }
}
