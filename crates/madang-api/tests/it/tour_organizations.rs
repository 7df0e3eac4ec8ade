//! Organisations, their people, departments and invitations at work.

use madang_testkit::{TestMember, on_both_engines};
use serde_json::{Value, json};

use crate::api::Api;
use crate::tour::{Seen, id};

pub(crate) async fn organizations(api: &Api, seen: &mut Seen, operator: &TestMember) {
    let (oh, moon, cho) =
        (api.m.member("oh7777").await, api.m.member("moon77").await, api.m.member("cho777").await);
    let ask = json!({ "code": "KEPCO-7", "name": "한국전력", "joining": "approval", "owner": "oh7777" });
    let made = seen.good(api.post("/organizations").by(operator).json(&ask)).await.expect(201);
    api.post("/organizations")
        .by(operator)
        .json(&ask)
        .send()
        .await
        .invalid("code", "organization-code-taken");
    let path = format!("/organizations/{}", id(&made));
    let all = seen.json(api.get("/organizations/all?search=KEPCO-7").by(operator)).await;
    assert_eq!((&all["items"][0]["id"], &all["items"][0]["joining"]), (&made["id"], &"approval".into()));

    let joined =
        seen.json(api.post("/organizations/join").by(&moon).json(&json!({ "code": "kepco-7" }))).await;
    assert_eq!(
        joined,
        json!({ "organization_id": made["id"], "organization": "한국전력", "state": "pending" })
    );
    api.get(&path).by(&moon).send().await.problem(404, "not-found");
    seen.good(api.post(format!("{path}/give-up")).by(&moon)).await;
    let waiting = join_and_find(api, &path, &moon, &oh).await;
    seen.good(api.post(format!("{path}/memberships/{waiting}/turn-away")).by(&oh)).await;
    let waiting = join_and_find(api, &path, &moon, &oh).await;
    seen.good(api.post(format!("{path}/memberships/{waiting}/admit")).by(&oh)).await;
    let mine = seen.json(api.get("/organizations").by(&moon)).await;
    let company = mine["items"].as_array().unwrap().iter().find(|one| one["kind"] == "company").unwrap();
    assert_eq!((&company["state"], &company["membership_id"]), (&"active".into(), &waiting.clone().into()));

    let got = seen.json(api.get(&path).by(&moon)).await;
    assert_eq!((&got["people"], &got["projects"]), (&2.into(), &0.into()));
    let mut named = json!({ "revision": got["revision"], "name": "한전", "joining": "open" });
    seen.good(api.put(&path).by(&oh).json(&named)).await;
    api.put(&path).by(&oh).json(&named).send().await.problem(409, "superseded");
    named["joining"] = "ajar".into();
    api.put(&path).by(&oh).json(&named).send().await.invalid("joining", "choice");
    api.put(&path).by(&moon).json(&named).send().await.problem(403, "forbidden");
    let bounds = json!({ "vcpu": 8, "monthly_krw": null });
    seen.good(api.patch(format!("{path}/quota")).by(operator).json(&bounds)).await;
    let quota = api.get(&path).by(&oh).send().await.expect(200)["quota"].clone();
    let of =
        |name: &str| quota.as_array().unwrap().iter().find(|line| line["dimension"] == name).unwrap().clone();
    assert_eq!((&of("vcpu")["limit"], &of("monthly_krw")["limit"]), (&8.into(), &Value::Null));
    api.patch(format!("{path}/quota"))
        .by(operator)
        .json(&json!({ "vcpu": -1 }))
        .send()
        .await
        .invalid("vcpu", "amount");

    let top = json!({ "name": "ICT본부" });
    let top = seen.good(api.post(format!("{path}/departments")).by(&oh).json(&top)).await.expect(201);
    let team = json!({ "name": "플랫폼팀", "parent": top["id"] });
    let team = api.post(format!("{path}/departments")).by(&oh).json(&team).send().await.expect(201);
    let departments = seen.json(api.get(format!("{path}/departments")).by(&moon)).await;
    assert_eq!(
        (&departments["items"][1]["parent_id"], &departments["items"][1]["path"]),
        (&top["id"], &"ICT본부 › 플랫폼팀".into())
    );
    let one = |which: &Value| format!("{path}/departments/{}", id(which));
    let renamed = json!({ "name": "클라우드팀", "parent": top["id"] });
    seen.good(api.put(one(&team)).by(&oh).json(&renamed)).await;
    let blocked = api.delete(one(&top)).by(&oh).send().await.problem(409, "in-use");
    assert_eq!(blocked["blockers"][0]["name"], "클라우드팀");

    let person = format!("{path}/memberships/{}", waiting);
    let place = json!({ "department": team["id"], "head": true, "roles": ["approver"] });
    seen.good(api.put(&person).by(&oh).json(&place)).await;
    let shown = seen.json(api.get(&person).by(&moon)).await;
    assert_eq!(
        json!([shown["department_id"], shown["head"], shown["roles"]]),
        json!([team["id"], true, ["approver"]])
    );
    let listed = format!("{path}/memberships?department_id={}", id(&team));
    assert_eq!(seen.json(api.get(listed).by(&moon)).await["items"], json!([shown]));
    api.put(&person).by(&moon).json(&place).send().await.problem(403, "forbidden");
    api.put(&person)
        .by(&oh)
        .json(&json!({ "head": false, "roles": ["king"] }))
        .send()
        .await
        .invalid("roles", "choice");

    let added = json!({ "login_id": "cho777", "roles": ["viewer"] });
    let added =
        seen.good(api.post(format!("{path}/memberships")).by(operator).json(&added)).await.expect(201);
    seen.good(api.delete(format!("{path}/memberships/{}", id(&added))).by(&oh)).await;
    invitations(api, seen, &path, &oh, &cho).await;

    seen.good(api.post(format!("{person}/transfer")).by(&oh)).await;
    seen.good(api.post(format!("{path}/leave")).by(&oh)).await;
    api.get(&path).by(&oh).send().await.problem(404, "not-found");
    api.post(format!("{path}/leave")).by(&moon).send().await.problem(409, "last-owner");
    api.put(&person).by(&moon).json(&json!({ "head": false, "roles": ["owner"] })).send().await.expect(204);
    seen.good(api.delete(one(&team)).by(&moon)).await;
    seen.good(api.post(format!("{path}/close")).by(&moon)).await;
    api.get(&path).by(&moon).send().await.problem(404, "not-found");
}

/// Comes with the code, and is found among those who wait: the membership.
async fn join_and_find(api: &Api, path: &str, member: &TestMember, owner: &TestMember) -> String {
    api.post("/organizations/join").by(member).json(&json!({ "code": "KEPCO-7" })).send().await.expect(200);
    let waiting = api.get(format!("{path}/memberships?pending=true")).by(owner).send().await.expect(200);
    assert_eq!(waiting["items"][0]["login_id"], member.login_id);
    id(&waiting["items"][0])
}

async fn invitations(api: &Api, seen: &mut Seen, path: &str, owner: &TestMember, guest: &TestMember) {
    let ask = json!({ "email": format!("{}@example.com", guest.login_id), "roles": ["developer"] });
    let invite = || api.post(format!("{path}/invitations")).by(owner).json(&ask);
    let made = seen.good(invite()).await.expect(201);
    let listed = seen.json(api.get(format!("{path}/invitations")).by(owner)).await;
    assert_eq!(
        (&listed["items"][0]["id"], &listed["items"][0]["roles"]),
        (&made["id"], &json!(["developer"]))
    );
    seen.good(api.post(format!("{path}/invitations/{}/resend", id(&made))).by(owner)).await;
    let link = api.m.mails_to(&format!("{}@example.com", guest.login_id)).await.pop().unwrap().token();
    let peeked = api.post("/invitations/peek").by(guest).json(&json!({ "token": link.reveal() }));
    let peeked = seen.json(peeked).await;
    assert_eq!((&peeked["id"], &peeked["is_mine"]), (&made["id"], &true.into()));
    let offered = seen.json(api.get("/me/invitations").by(guest)).await;
    assert_eq!(
        (&offered["items"][0]["id"], &offered["items"][0]["organization"]),
        (&made["id"], &"한전".into())
    );
    seen.good(api.post(format!("/me/invitations/{}/decline", id(&made))).by(guest)).await;

    let made = invite().send().await.expect(201);
    seen.good(api.delete(format!("{path}/invitations/{}", id(&made))).by(owner)).await;
    let gone = api.post(format!("/me/invitations/{}/accept", id(&made))).by(guest).send().await;
    gone.problem(409, "link-over");
    let made = invite().send().await.expect(201);
    api.post(format!("/me/invitations/{}/accept", id(&made)))
        .by(owner)
        .send()
        .await
        .problem(404, "not-found");
    let accepted = seen.json(api.post(format!("/me/invitations/{}/accept", id(&made))).by(guest)).await;
    assert!(path.ends_with(accepted["organization_id"].as_str().unwrap()));
}

on_both_engines! {
    async fn a_token_does_what_its_scope_is_for_and_no_more(engine: Engine) {
        let api = Api::new(engine).await;
        let hong = api.m.member("hong12").await;
        let kdn = api.m.company(&hong, "한국전력KDN", "KDN-01").await;
        let path = format!("/organizations/{}", kdn.id);
        let token = async |scope: &str| {
            let ask = json!({ "name": "ci", "scopes": [scope], "days": 1 });
            let made = api.post("/me/tokens").by(&hong).json(&ask).send().await.expect(201);
            madang_model::Secret::new(made["token"].as_str().unwrap())
        };
        let (reads, writes) = (token("organization:read").await, token("organization:write").await);
        let department = json!({ "name": "ICT본부" });
        api.get(&path).bearer(&reads).send().await.expect(200);
        api.post(format!("{path}/departments")).bearer(&reads).json(&department).send().await.problem(403, "forbidden");
        api.post(format!("{path}/departments")).bearer(&writes).json(&department).send().await.expect(201);
        api.get("/approvals").bearer(&reads).send().await.problem(403, "forbidden");
    }
}
