//! Approvals, policies and holidays at work.

use madang_model::approvals::Day;
use madang_model::organizations::OrgRole;
use madang_testkit::{TestMember, on_both_engines};
use serde_json::{Value, json};

use crate::api::Api;
use crate::described::NOBODY;
use crate::tour::{Seen, id};

/// A small project of this name, as it is applied for.
pub(crate) fn form(name: &str) -> Value {
    json!({
        "name": name, "description": "계통을 본다.", "vcpu": 1, "memory_gib": 1, "disk_gib": 10,
        "instances": 1, "addresses": 0, "services": 0, "monthly_krw": 0,
    })
}

/// An order for a project that was written and not submitted: its path and revision.
async fn draft(
    api: &Api,
    by: &TestMember,
    organization_id: Option<String>,
    approver: Option<&TestMember>,
    name: &str,
) -> (String, i64) {
    let ask = json!({ "kind": "project", "organization_id": organization_id });
    let made = api.post("/orders").by(by).json(&ask).send().await.expect(201);
    let path = format!("/orders/{}", id(&made));
    let approver_id = approver.map(|member| member.id.to_string());
    let save = json!({ "revision": 0, "form": form(name), "approver_id": approver_id });
    let saved = api.put(&path).by(by).json(&save).send().await.expect(200);
    (path, saved["revision"].as_i64().unwrap())
}

/// A submitted order of a customer of no company, for the operators to decide on: its path.
pub(crate) async fn submitted(api: &Api, by: &TestMember, name: &str) -> String {
    let (path, revision) = draft(api, by, None, None, name).await;
    api.post(format!("{path}/submit")).by(by).json(&json!({ "revision": revision })).send().await.expect(204);
    path
}

/// Today in Korea, moved by so many days.
pub(crate) fn day(api: &Api, moved: i64) -> String {
    Day::of(api.m.system().now()).moved(moved).to_string()
}

pub(crate) async fn approvals(api: &Api, seen: &mut Seen, operator: &TestMember) {
    let ryu = api.m.member("ryu777").await;
    let (bae, jang, nam) =
        (api.m.member("bae777").await, api.m.member("jang77").await, api.m.member("nam777").await);
    let kdn = api.m.company(&ryu, "한국전력KDN", "KDN-02").await;
    api.m.joins(&kdn, &bae, None, &[OrgRole::Developer], false).await;
    api.m.joins(&kdn, &jang, None, &[OrgRole::Approver], false).await;
    api.m.joins(&kdn, &nam, None, &[OrgRole::Viewer], false).await;
    let organization = kdn.id.to_string();

    let found =
        seen.json(api.get(format!("/organizations/{organization}/approvers?search=jan")).by(&bae)).await;
    assert_eq!(found["items"][0]["member_id"], jang.id.to_string());
    let (path, revision) = draft(api, &bae, Some(organization.clone()), Some(&jang), "전력 관제").await;
    let quote = seen.json(api.post(format!("{path}/quote")).by(&bae)).await;
    let kinds: Vec<_> = quote["plan"]["steps"].as_array().unwrap().iter().map(|step| &step["kind"]).collect();
    assert_eq!(json!([kinds, quote["errors"]]), json!([["chosen", "operators"], []]));
    assert!(quote["claims"].as_array().unwrap().iter().all(|claim| claim["fits"] == true));
    let submit = |seal: &Value| {
        let body = json!({ "revision": revision, "seal": seal });
        api.post(format!("{path}/submit")).by(&bae).json(&body)
    };
    submit(&"another".into()).send().await.problem(409, "quote-over");
    submit(&quote["seal"]).send().await.expect(204);

    let waiting =
        seen.json(api.get(format!("/approvals?kind=project&organization_id={organization}")).by(&jang)).await;
    assert_eq!(
        (&waiting["items"][0]["title"], &waiting["items"][0]["round"]),
        (&"전력 관제".into(), &1.into())
    );
    assert_eq!(api.get("/approvals?days=1").by(&jang).send().await.expect(200)["items"], json!([]));
    let decide = |by: &TestMember, body: Value| api.post(format!("{path}/decide")).by(by).json(&body);
    decide(&ryu, json!({ "decision": "approve" })).send().await.problem(403, "forbidden");
    decide(&jang, json!({ "decision": "reject" })).send().await.invalid("comment", "required");
    decide(&jang, json!({ "decision": "approve", "round": 2 })).send().await.problem(409, "superseded");

    // Who is asked is away, so a colleague decides in their stead.
    let away = json!({
        "organization_id": organization, "login_id": "nam777", "starts": day(api, 0), "ends": day(api, 7),
    });
    let made = seen.good(api.post("/me/substitutions").by(&jang).json(&away)).await.expect(201);
    let mine = seen.json(api.get("/me/substitutions").by(&jang)).await;
    assert_eq!(
        (&mine["items"][0]["state"], &mine["items"][0]["ends"]),
        (&"active".into(), &day(api, 7).into())
    );
    let others = seen.json(api.get("/me/substitutions/standing-in").by(&nam)).await;
    assert_eq!(others["items"], mine["items"]);
    let inbox = api.get("/approvals").by(&nam).send().await.expect(200);
    assert_eq!(inbox["items"][0]["on_behalf_of"], "홍길동");
    let decided = seen.json(decide(&nam, json!({ "decision": "approve", "comment": "좋습니다." }))).await;
    assert_eq!(decided, json!({ "state": "in_approval", "decision": "approve" }));
    decide(&jang, json!({ "decision": "approve" })).send().await.problem(409, "decided");
    let gone = format!("/me/substitutions/{}", id(&made));
    api.delete(&gone).by(&bae).send().await.problem(404, "not-found");
    seen.good(api.delete(&gone).by(&nam)).await;
    assert_eq!(api.get("/me/substitutions").by(&jang).send().await.expect(200)["items"][0]["state"], "over");

    let order = api.get(&path).by(&bae).send().await.expect(200);
    let steps = &order["steps"];
    assert_eq!((&steps[0]["state"], &steps[1]["state"]), (&"approved".into(), &"current".into()));
    assert_eq!(
        (&steps[0]["asked"][0]["comment"], &steps[0]["asked"][0]["decision"]),
        (&"좋습니다.".into(), &"approve".into())
    );
    assert_eq!((&order["may"], &order["approver"]), (&json!(["withdraw"]), &"홍길동".into()));
    let many = json!({
        "decision": "approve", "orders": [{ "id": order["id"], "round": 1 }, { "id": NOBODY }],
    });
    let results = seen.json(api.post("/approvals/decide").by(operator).json(&many)).await;
    assert_eq!(
        (&results["items"][0]["state"], &results["items"][0]["problem"]),
        (&"approved".into(), &Value::Null)
    );
    assert_eq!(
        (&results["items"][1]["state"], &results["items"][1]["problem"]["code"]),
        (&Value::Null, &"not-found".into())
    );
    let done = seen.json(api.get("/approvals/decided").by(operator)).await;
    assert_eq!(
        (&done["items"][0]["order_id"], &done["items"][0]["state"]),
        (&order["id"], &"approved".into())
    );
}

pub(crate) async fn policies(api: &Api, seen: &mut Seen, operator: &TestMember) {
    let seo = api.m.member("seo777").await;
    let kdn = api.m.company(&seo, "한국전력KDN", "KDN-03").await;
    let ask = json!({ "kind": "project", "organization": "KDN-03", "applicant": "seo777" });
    let plan = seen.json(api.post("/policies/dry-run").by(operator).json(&ask)).await;
    assert_eq!((&plan["policy_id"], &plan["steps"][0]["missing"]), (&Value::Null, &"approver".into()));
    let mut policy = json!({
        "kind": "project", "organization": kdn.id.to_string(), "version": 0,
        "steps": [{ "kind": "named", "login_ids": ["operator"] }],
        "automatic": { "month": 1000, "claims": [{ "dimension": "vcpu", "amount": 2 }] },
        "remind_hours": 9, "note": "시험",
    });
    let made = seen.good(api.post("/policies").by(operator).json(&policy)).await.expect(201);
    api.post("/policies").by(operator).json(&policy).send().await.problem(409, "superseded");
    policy["version"] = 1.into();
    policy["steps"][0]["login_ids"] = json!(["nobody99"]);
    api.post("/policies").by(operator).json(&policy).send().await.invalid("steps", "unknown");
    let path = format!("/policies/{}", id(&made));
    let got = seen.json(api.get(&path).by(operator)).await;
    assert_eq!(got["steps"], json!([{ "kind": "named", "login_ids": ["operator"], "needed": 1 }]));
    assert_eq!(
        (&got["organization"], &got["automatic"]["claims"]),
        (&"한국전력KDN".into(), &policy["automatic"]["claims"])
    );
    assert_eq!(seen.json(api.get("/policies").by(operator)).await["items"], json!([got]));
    let plan = api.post("/policies/dry-run").by(operator).json(&ask).send().await.expect(200);
    assert_eq!((&plan["policy_id"], &plan["automatic"]), (&made["id"], &true.into()));
    api.get("/policies").by(&seo).send().await.problem(403, "forbidden");

    seen.good(api.post(format!("{path}/retire")).by(operator)).await;
    let versions = seen.json(api.get(format!("{path}/versions")).by(operator)).await;
    assert_eq!(
        (&versions["items"][0]["version"], &versions["items"][0]["in_force"]),
        (&1.into(), &false.into())
    );

    let holiday = json!({ "name_ko": "창립기념일", "name_en": "Founding Day" });
    seen.good(api.put("/holidays/2031-07-01").by(operator).json(&holiday)).await;
    api.put("/holidays/2031-07-01").by(operator).json(&holiday).send().await.invalid("day", "holiday-taken");
    api.put("/holidays/soon").by(operator).json(&holiday).send().await.invalid("day", "when");
    let days = seen.json(api.get("/holidays?year=2031").by(operator)).await;
    assert_eq!(
        days["items"],
        json!([{ "day": "2031-07-01", "name_ko": "창립기념일", "name_en": "Founding Day" }])
    );
    seen.good(api.delete("/holidays/2031-07-01").by(operator)).await;
    api.delete("/holidays/2031-07-01").by(operator).send().await.problem(409, "superseded");
}

on_both_engines! {
    async fn an_order_comes_back_with_a_reason_and_goes_again(engine: Engine) {
        let api = Api::new(engine).await;
        let (hong, operator, stranger) = (api.m.member("hong12").await, api.m.operator().await, api.m.member("stranger").await);
        let path = submitted(&api, &hong, "전력 관제").await;
        let decide = |by: &TestMember, decision: &str, round: i64| {
            let body = json!({ "decision": decision, "comment": "예산을 적어 주세요.", "round": round });
            api.post(format!("{path}/decide")).by(by).json(&body)
        };
        decide(&stranger, "approve", 1).send().await.problem(404, "not-found");
        decide(&hong, "approve", 1).send().await.problem(403, "forbidden");
        let once = decide(&operator, "return", 1).keyed("the-very-first-return-of-all");
        assert_eq!(once.clone().send().await.expect(200)["state"], "returned");
        // The same request once more is answered, and does nothing.
        assert_eq!(once.send().await.expect(200)["state"], "returned");
        let order = api.get(&path).by(&hong).send().await.expect(200);
        assert_eq!((&order["cause"], &order["may"][0]), (&"예산을 적어 주세요.".into(), &"submit".into()));
        let again = json!({ "revision": order["revision"] });
        api.post(format!("{path}/submit")).by(&hong).json(&again).send().await.expect(204);
        decide(&operator, "approve", 1).send().await.problem(409, "superseded");
        assert_eq!(decide(&operator, "reject", 2).send().await.expect(200)["state"], "rejected");
        let end = decide(&operator, "approve", 2).send().await;
        assert!(end.status.is_client_error(), "{}", end.status);
    }

    async fn a_broken_form_is_quoted_with_its_faults(engine: Engine) {
        let api = Api::new(engine).await;
        let hong = api.m.member("hong12").await;
        let made = api.post("/orders").by(&hong).json(&json!({ "kind": "project" })).send().await.expect(201);
        let quote = api.post(format!("/orders/{}/quote", id(&made))).by(&hong).send().await.expect(200);
        assert!(quote["errors"].as_array().unwrap().iter().any(|error| error["field"] == "name"), "{quote}");
        assert_eq!((&quote["price"]["month"], &quote["claims"]), (&0.into(), &json!([])));
    }
}
