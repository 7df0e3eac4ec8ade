//! Every operation at work once, in the order in which people meet them. A test fails for an operation that
//! does not come up here.

use std::collections::BTreeSet;

use madang_db::Sql;
use madang_testkit::{PASSWORD, TestMember, on_both_engines};
use serde_json::{Value, json};

use crate::api::{Answer, Api, Call};
use crate::described::{operation_of, operations};
use crate::{tour_approvals, tour_attachments, tour_organizations, tour_products, tour_projects};

/// A public key that nobody has the other half of.
pub(crate) const SSH_KEY: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJq0p2sV7S0vNAgh3oZ8xUW4HnXkqPz8m1lqQb0G0XyT";

/// Notes which operations answered as they should.
#[derive(Default)]
pub(crate) struct Seen(BTreeSet<String>);

impl Seen {
    pub(crate) async fn good(&mut self, call: Call) -> Answer {
        let operation = operation_of(call.method(), call.path());
        let answer = call.send().await;
        assert!(answer.status.is_success(), "{operation:?}: {} {}", answer.status, answer.json());
        self.0.insert(operation.unwrap().0);
        answer
    }

    pub(crate) async fn json(&mut self, call: Call) -> Value {
        self.good(call).await.json()
    }
}

/// Makes what only a provider or a crash makes.
pub(crate) async fn force(api: &Api, change: Sql) {
    let mut tx = api.m.platform().db.begin().await.unwrap();
    assert_eq!(change.execute(&mut tx).await.unwrap(), 1);
    tx.commit().await.unwrap();
}

pub(crate) fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

on_both_engines! {
    async fn every_operation_works(engine: Engine) {
        let api = Api::new(engine).await;
        let mut seen = Seen::default();
        beginning(&api, &mut seen).await;
        sign_up(&api, &mut seen).await;
        recovery(&api, &mut seen).await;
        own_account(&api, &mut seen).await;
        let operator = api.m.operator().await;
        members(&api, &mut seen, &operator).await;
        tour_projects::projects(&api, &mut seen).await;
        tour_projects::clusters(&api, &mut seen, &operator).await;
        tour_projects::notices(&api, &mut seen).await;
        tour_projects::webhooks(&api, &mut seen).await;
        tour_products::products(&api, &mut seen, &operator).await;
        tour_organizations::organizations(&api, &mut seen, &operator).await;
        tour_approvals::approvals(&api, &mut seen, &operator).await;
        tour_approvals::policies(&api, &mut seen, &operator).await;
        publishing(&api, &mut seen, &operator).await;
        orders(&api, &mut seen, &operator).await;
        machinery(&api, &mut seen, &operator).await;
        let all: BTreeSet<String> = operations().into_iter().map(|operation| operation.id).collect();
        assert_eq!(all.difference(&seen.0).collect::<Vec<_>>(), Vec::<&String>::new(), "operations that no test uses");
    }
}

async fn beginning(api: &Api, seen: &mut Seen) {
    seen.good(api.get("")).await;
    seen.good(api.get("/openapi.json")).await;
    seen.good(api.get("/announcements")).await;
}

async fn captcha(api: &Api, seen: &mut Seen) -> (String, String) {
    let issued = seen.json(api.post("/captchas")).await;
    let (id, letters) = api.m.captcha().await;
    let picture = seen.good(api.get(format!("/captchas/{}/picture", issued["id"].as_str().unwrap()))).await;
    assert_eq!((picture.header("content-type"), &picture.bytes[1..4]), ("image/png", &b"PNG"[..]));
    let sound = seen.good(api.get(format!("/captchas/{id}/sound"))).await;
    assert_eq!((sound.header("content-type"), &sound.bytes[..4]), ("audio/wav", &b"RIFF"[..]));
    (id, letters)
}

async fn sign_up(api: &Api, seen: &mut Seen) {
    let terms = seen.json(api.get("/terms")).await;
    let agreed: Vec<Value> =
        terms["items"].as_array().unwrap().iter().map(|document| document["id"].clone()).collect();
    assert_eq!(terms["items"][0]["title"], "온라인 회원약관");
    let begun = seen.json(api.post("/sign-ups").json(&json!({ "terms": agreed }))).await;
    let token = begun["token"].as_str().unwrap();

    let check = |field: &str, value: &str| {
        api.post("/sign-ups/check").json(&json!({ "field": field, "value": value, "login_id": "hong12" }))
    };
    assert_eq!(seen.json(check("login_id", "hong12")).await["valid"], true);
    assert_eq!(seen.json(check("login_id", "hong")).await["code"], "login-id");
    assert_eq!(seen.json(check("password", "hong12!234")).await["code"], "password-personal");

    let draft = json!({ "login_id": "hong12", "name": "홍길동", "marketing": true, "ip_count": "3" });
    seen.good(api.put("/sign-ups/current").within(token).json(&draft)).await;
    let kept = seen.json(api.get("/sign-ups/current").within(token)).await;
    assert_eq!(
        (&kept["typed"]["name"], &kept["typed"]["marketing"], &kept["confirmed_phone"]),
        (&"홍길동".into(), &true.into(), &Value::Null)
    );

    let sent = seen
        .json(
            api.post("/sign-ups/current/phone/code").within(token).json(&json!({ "phone": "010-1234-5678" })),
        )
        .await;
    assert_eq!(sent["seconds"], 180);
    let code = api.m.last_code("01012345678").await;
    let confirmed = seen
        .json(api.post("/sign-ups/current/phone/confirm").within(token).json(&json!({ "code": code })))
        .await;
    assert_eq!(confirmed["phone"], "01012345678");

    let (captcha_id, captcha) = captcha(api, seen).await;
    let form = json!({
        "login_id": "hong12", "password": PASSWORD, "name": "홍길동", "email": "hong12@example.com", "phone": "01012345678",
        "ip_count": 3, "captcha_id": captcha_id, "captcha": captcha,
    });
    let made = seen.good(api.post("/sign-ups/current/complete").within(token).json(&form)).await.expect(201);
    assert!(made["member_id"].is_string());

    api.post("/sessions")
        .json(&json!({ "login_id": "hong12", "password": PASSWORD }))
        .send()
        .await
        .problem(409, "unverified");
    seen.good(
        api.post("/sign-ups/resend").json(&json!({ "login_id": "hong12", "email": "hong12@example.com" })),
    )
    .await;
    let link = api.m.last_mail("hong12@example.com", "verify-email").await.token();
    seen.good(api.post("/sign-ups/verify").json(&json!({ "token": link.reveal() }))).await;
    api.post("/sign-ups/verify")
        .json(&json!({ "token": link.reveal() }))
        .send()
        .await
        .problem(409, "link-over");
}

async fn recovery(api: &Api, seen: &mut Seen) {
    let found = seen
        .json(api.post("/recovery/find-id").json(&json!({ "name": "홍길동", "email": "hong12@example.com" })))
        .await;
    assert_eq!(found["login_ids"], json!(["hong12"]));
    let asked = json!({ "login_id": "hong12", "email": "hong12@example.com" });
    assert_eq!(seen.json(api.post("/recovery/password/request").json(&asked)).await["outcome"], "requested");
    assert_eq!(
        seen.json(api.post("/recovery/password/request").json(&asked)).await["outcome"],
        "already_requested"
    );
    let kinds = api.m.mail_kinds("hong12@example.com").await;
    let kind = kinds.iter().find(|kind| kind.contains("reset")).expect("a mail with the link").clone();
    let link = api.m.last_mail("hong12@example.com", &kind).await.token();
    seen.good(api.post("/recovery/password/peek").json(&json!({ "token": link.reveal() }))).await;
    seen.good(
        api.post("/recovery/password/reset")
            .json(&json!({ "token": link.reveal(), "password": "An0ther!pass" })),
    )
    .await;
    api.post("/recovery/password/peek")
        .json(&json!({ "token": link.reveal() }))
        .send()
        .await
        .problem(409, "link-over");
}

async fn own_account(api: &Api, seen: &mut Seen) {
    let signed_in = seen
        .good(api.post("/sessions").json(&json!({ "login_id": "hong12", "password": "An0ther!pass" })))
        .await
        .expect(201);
    let mut token = signed_in["token"].as_str().unwrap().to_owned();
    let by = |token: &str, call: Call| call.header("authorization", &format!("Bearer {token}"));

    let profile = seen.json(by(&token, api.get("/me"))).await;
    assert_eq!(
        (&profile["login_id"], &profile["ip_count"], &profile["staff"]),
        (&"hong12".into(), &3.into(), &Value::Null)
    );
    let changed = seen
        .json(by(
            &token,
            api.patch("/me").json(&json!({ "name": "홍길순", "ip_count": null, "language": "en" })),
        ))
        .await;
    assert_eq!(
        (&changed["name"], &changed["ip_count"], &changed["language"], &changed["phone"]),
        (&"홍길순".into(), &Value::Null, &"en".into(), &"01012345678".into())
    );

    let again = seen
        .json(by(
            &token,
            api.post("/sessions/current/reauthenticate").json(&json!({ "password": "An0ther!pass" })),
        ))
        .await;
    token = again["token"].as_str().unwrap().to_owned();
    seen.good(by(&token, api.post("/me/phone/code").json(&json!({ "phone": "01087654321" })))).await;
    let code = api.m.last_code("01087654321").await;
    seen.good(by(&token, api.post("/me/phone/confirm").json(&json!({ "code": code })))).await;
    seen.good(by(&token, api.post("/me/email").json(&json!({ "email": "new@example.com" })))).await;
    let link = api.m.mails_to("new@example.com").await.pop().expect("a mail to the new address").token();
    seen.good(by(&token, api.post("/me/email/confirm").json(&json!({ "token": link.reveal() })))).await;
    seen.good(by(
        &token,
        api.post("/me/password").json(&json!({ "current": "An0ther!pass", "password": PASSWORD })),
    ))
    .await;
    let profile = seen.json(by(&token, api.get("/me"))).await;
    assert_eq!((&profile["phone"], &profile["email"]), (&"01087654321".into(), &"new@example.com".into()));

    let (_, other) = api.m.signed_in("hong12", PASSWORD).await.unwrap();
    let sessions = seen.json(by(&token, api.get("/me/sessions"))).await;
    let sessions = sessions["items"].as_array().unwrap();
    assert_eq!(sessions.iter().filter(|session| session["is_current"] == true).count(), 1);
    let strange = sessions.iter().find(|session| session["is_current"] == false).unwrap();
    seen.good(by(&token, api.delete(format!("/me/sessions/{}", id(strange))))).await;
    api.get("/me").bearer(&other).send().await.problem(401, "sign-in-required");
    api.m.signed_in("hong12", PASSWORD).await.unwrap();
    assert_eq!(seen.json(by(&token, api.delete("/me/sessions"))).await["ended"], 1);

    let key = json!({ "name": "노트북", "public_key": format!("{SSH_KEY} hong@laptop") });
    let key = seen.json(by(&token, api.post("/me/ssh-keys").json(&key))).await;
    assert_eq!(seen.json(by(&token, api.get("/me/ssh-keys"))).await["items"], json!([key]));
    seen.good(by(&token, api.delete(format!("/me/ssh-keys/{}", id(&key))))).await;

    let made = seen
        .json(by(
            &token,
            api.post("/me/tokens").json(&json!({ "name": "ci", "scopes": ["account:read"], "days": 30 })),
        ))
        .await;
    api.get("/me")
        .header("authorization", &format!("Bearer {}", made["token"].as_str().unwrap()))
        .send()
        .await
        .expect(200);
    assert_eq!(
        seen.json(by(&token, api.get("/me/tokens"))).await["items"][0]["scopes"],
        json!(["account:read"])
    );
    seen.good(by(&token, api.delete(format!("/me/tokens/{}", id(&made))))).await;

    assert_eq!(seen.json(by(&token, api.get("/me/consents"))).await["items"].as_array().unwrap().len(), 2);
    let export = seen.json(by(&token, api.get("/me/export"))).await;
    assert_eq!(export["profile"]["login_id"], "hong12");
    seen.good(by(&token, api.delete("/sessions/current"))).await;
    by(&token, api.get("/me")).send().await.problem(401, "sign-in-required");

    let kim = api.m.member("kim34").await;
    seen.good(api.post("/me/withdraw").by(&kim)).await;
    api.get("/me").by(&kim).send().await.problem(401, "sign-in-required");
}

async fn members(api: &Api, seen: &mut Seen, operator: &TestMember) {
    let lee = api.m.member("lee56").await;
    let park = api.m.unverified("park78").await;
    let list = seen.json(api.get("/members?search=lee5&state=active").by(operator)).await;
    assert_eq!(
        (list["items"].as_array().unwrap().len(), &list["items"][0]["login_id"]),
        (1, &"lee56".into())
    );
    let path = format!("/members/{}", lee.id);
    let details = seen.json(api.get(&path).by(operator)).await;
    assert_eq!((&details["sessions"], details["consents"].as_array().unwrap().len()), (&1.into(), 2));

    seen.good(api.post(format!("/members/{park}/resend-verification")).by(operator)).await;
    seen.good(api.post(format!("{path}/unlock")).by(operator)).await;
    seen.good(api.put(format!("{path}/staff")).by(operator).json(&json!({ "role": "auditor" }))).await;
    assert_eq!(seen.json(api.get(&path).by(operator)).await["staff"], "auditor");
    seen.good(api.put(format!("{path}/staff")).by(operator).json(&json!({ "role": null }))).await;
    seen.good(api.post(format!("{path}/suspend")).by(operator).json(&json!({ "reason": "요금 미납" }))).await;
    let refused = api
        .post("/sessions")
        .json(&json!({ "login_id": "lee56", "password": PASSWORD }))
        .send()
        .await
        .problem(409, "suspended");
    assert!(refused["detail"].as_str().unwrap().contains("요금 미납"));
    seen.good(api.post(format!("{path}/resume")).by(operator)).await;
    assert_eq!(seen.json(api.post(format!("{path}/expire-password")).by(operator)).await["mailed"], true);
}

async fn publishing(api: &Api, seen: &mut Seen, operator: &TestMember) {
    let choi = api.m.member("choi90").await;
    let version = json!({
        "kind": "membership", "replaces": 1, "required": true,
        "title_ko": "온라인 회원약관", "title_en": "Terms of Membership", "body_ko": "둘째 판", "body_en": "Second edition",
    });
    let published = seen.good(api.post("/terms/versions").by(operator).json(&version)).await.expect(201);
    api.get("/me").by(&choi).send().await.problem(409, "terms-pending");
    let pending = seen.json(api.get("/me/pending-terms").by(&choi)).await;
    assert_eq!(
        (pending["items"].as_array().unwrap().len(), &pending["items"][0]["body"]),
        (1, &"둘째 판".into())
    );
    for member in [&choi, operator] {
        seen.good(api.post("/me/consents").by(member).json(&json!({ "terms": [published["id"]] }))).await;
    }
    api.get("/me").by(&choi).send().await.expect(200);
    let versions = seen.json(api.get("/terms/versions?kind=membership")).await;
    assert_eq!(versions["items"][0]["version"], 2);
    assert_eq!(
        seen.json(api.get(format!("/terms/versions/{}", id(&published)))).await["body_en"],
        "Second edition"
    );

    let mut said = json!({
        "level": "warning", "title_ko": "점검", "title_en": "Maintenance", "body_ko": "밤에 점검합니다.", "body_en": "Tonight.",
        "starts_at": "2026-03-03T00:00:00+09:00", "ends_at": null,
    });
    let made = seen.good(api.post("/announcements").by(operator).json(&said)).await.expect(201);
    let path = format!("/announcements/{}", id(&made));
    assert_eq!(seen.json(api.get(&path).by(operator)).await["starts_at"], "2026-03-02T15:00:00.000Z");
    said["starts_at"] = Value::Null;
    seen.good(api.put(&path).by(operator).json(&said)).await;
    assert_eq!(seen.json(api.get("/announcements")).await["items"][0]["title"], "점검");
    seen.good(api.post(format!("{path}/withdraw")).by(operator)).await;
    let all = seen.json(api.get("/announcements/all").by(operator)).await;
    assert!(all["items"][0]["withdrawn_at"].is_string());
}

async fn orders(api: &Api, seen: &mut Seen, operator: &TestMember) {
    let song = api.m.member("song12").await;
    for member in [&song, operator] {
        let pending = api.get("/me/pending-terms").by(member).send().await.expect(200);
        let ids: Vec<Value> =
            pending["items"].as_array().unwrap().iter().map(|row| row["id"].clone()).collect();
        if !ids.is_empty() {
            api.post("/me/consents").by(member).json(&json!({ "terms": ids })).send().await;
        }
    }
    let form = json!({
        "name": "전력 관제", "description": "계통을 본다.", "vcpu": 4, "memory_gib": 8, "disk_gib": 100,
        "instances": 2, "addresses": 0, "services": 0, "monthly_krw": 0,
    });
    let made = seen.good(api.post("/orders").by(&song).json(&json!({ "kind": "project" }))).await.expect(201);
    let path = format!("/orders/{}", id(&made));
    let saved = seen
        .json(api.put(&path).by(&song).json(&json!({ "revision": 0, "form": form, "approver_id": null })))
        .await;
    api.put(&path)
        .by(&song)
        .json(&json!({ "revision": 0, "form": {} }))
        .send()
        .await
        .problem(409, "superseded");
    tour_attachments::attachments(api, seen, &song, &path).await;
    seen.good(api.post(format!("{path}/submit")).by(&song).json(&saved)).await;
    let order = seen.json(api.get(&path).by(&song)).await;
    assert_eq!((&order["state"], &order["title"]), (&"in_approval".into(), &"전력 관제".into()));
    let listed = seen.json(api.get("/orders?kind=project&state=in_approval&limit=1").by(&song)).await;
    assert_eq!(listed["items"][0]["number"], order["number"]);
    let all = seen.json(api.get("/orders/all").by(operator)).await;
    assert_eq!(all["items"][0]["applicant"], "홍길동");
    seen.good(api.post(format!("{path}/comments")).by(&song).json(&json!({ "text": "급합니다." }))).await;
    seen.good(api.post(format!("{path}/withdraw")).by(&song).json(&json!({ "reason": "잘못 신청" }))).await;
    let events = seen.json(api.get(format!("{path}/events")).by(&song)).await;
    let kinds: Vec<&str> =
        events["items"].as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["withdraw", "comment", "submit", "attach", "detach", "attach"]);
    assert_eq!(
        (&events["items"][0]["text"], &events["items"][0]["role"]),
        (&"잘못 신청".into(), &"applicant".into())
    );
    force(api, Sql::new("UPDATE orders SET state = 'failed' WHERE id = ").arg(id(&made))).await;
    seen.good(api.post(format!("{path}/retry")).by(&song)).await;
    force(api, Sql::new("UPDATE orders SET state = 'failed' WHERE id = ").arg(id(&made))).await;
    seen.good(api.post(format!("{path}/cancel")).by(&song).json(&json!({}))).await;
    assert_eq!(seen.json(api.get(&path).by(&song)).await["state"], "cancelled");
    let stranger = api.m.member("strange1").await;
    api.get(&path).by(&stranger).send().await.problem(404, "not-found");
}

async fn machinery(api: &Api, seen: &mut Seen, operator: &TestMember) {
    let messages = seen.json(api.get("/messages?recipient=hong12@example.com").by(operator)).await;
    let message = messages["items"][0].clone();
    assert_eq!(message["content"]["to"], "hong12@example.com");
    assert_eq!(seen.json(api.get(format!("/messages/{}", id(&message))).by(operator)).await, message);
    force(api, Sql::new("UPDATE messages SET state = 'failed' WHERE id = ").arg(id(&message))).await;
    seen.good(api.post(format!("/messages/{}/retry", id(&message))).by(operator)).await;

    let entries = seen
        .json(api.get("/audit-entries?actor=hong12&action=members.&since=2026-03-01T00:00:00Z").by(operator))
        .await;
    assert_eq!(entries["items"][0]["action"], "members.sign_out");
    assert_eq!(seen.json(api.post("/audit-entries/verify").by(operator)).await["whole"], true);

    let overview = seen.json(api.get("/jobs/overview").by(operator)).await;
    assert!(overview["counts"].is_array() && overview["reconcilers"].is_array());
    let jobs = seen.json(api.get("/jobs?state=queued").by(operator)).await;
    let job = id(&jobs["items"][0]);
    assert_eq!(seen.json(api.get(format!("/jobs/{job}")).by(operator)).await["state"], "queued");
    force(api, Sql::new("UPDATE jobs SET state = 'dead' WHERE id = ").arg(job.clone())).await;
    seen.good(api.post(format!("/jobs/{job}/retry")).by(operator)).await;
    assert_eq!(seen.json(api.get(format!("/jobs/{job}")).by(operator)).await["state"], "queued");
}
