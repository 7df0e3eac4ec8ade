//! Projects, clusters, notices and webhooks at work.

use madang_core::clusters::{Capacity, Machine, seed_local};
use madang_core::notices::{self, Tell};
use madang_db::Sql;
use madang_model::ProjectId;
use madang_model::organizations::OrgRole;
use madang_testkit::{TestMember, on_both_engines};
use serde_json::json;

use crate::api::Api;
use crate::tour::{Seen, force, id};

/// A machine with enough of everything.
struct Enough;

impl Machine for Enough {
    fn look(&self) -> Result<Capacity, String> {
        Ok(Capacity {
            cores: 8,
            memory_mib: 16 * 1024,
            memory_free_mib: 8 * 1024,
            disk_gib: 100,
            disk_free_gib: 50,
        })
    }
}

/// Tells a member something.
pub(crate) async fn tell(api: &Api, member: &TestMember) {
    let system = api.m.system();
    let mut work = system.begin().await.unwrap();
    let what = Tell {
        kind: "project-archived",
        to: &[member.id],
        link: format!("/projects/{}", system.new_id::<ProjectId>()),
        args: &[("project", "전력 관제")],
    };
    notices::tell(&mut work, what).await.unwrap();
    work.commit().await.unwrap();
}

pub(crate) async fn projects(api: &Api, seen: &mut Seen) {
    let (yoon, ahn, stranger) =
        (api.m.member("yoon12").await, api.m.member("ahn345").await, api.m.member("stranger5").await);
    let kdn = api.m.company(&yoon, "한국전력KDN", "KDN-01").await;
    api.m.joins(&kdn, &ahn, None, &[OrgRole::Developer], false).await;
    let project = api.m.project(&yoon, kdn.id, "전력 관제").await;
    let path = format!("/projects/{project}");

    let list =
        seen.json(api.get(format!("/projects?organization_id={}&search=전력", kdn.id)).by(&yoon)).await;
    assert_eq!(list["items"][0]["id"], project.to_string());
    let mine = api.get("/projects?mine=true&state=archived").by(&yoon).send().await.expect(200);
    assert_eq!(mine["items"], json!([]));
    api.get("/projects?state=gone").by(&yoon).send().await.invalid("state", "choice");
    let got = seen.json(api.get(&path).by(&yoon)).await;
    assert_eq!(
        (&got["organization"], &got["members"], &got["writable"]),
        (&"한국전력KDN".into(), &1.into(), &true.into())
    );
    assert_eq!(
        got["quota"][0],
        json!({ "dimension": "vcpu", "limit": 1, "used": 0, "reserved": 0, "free": 1 })
    );
    api.get(&path).by(&stranger).send().await.problem(404, "not-found");

    seen.good(api.patch(&path).by(&yoon).json(&json!({ "description": "계통을 본다." }))).await;
    assert_eq!(api.get(&path).by(&yoon).send().await.expect(200)["description"], "계통을 본다.");
    api.patch(&path)
        .by(&yoon)
        .json(&json!({ "description": "" }))
        .send()
        .await
        .invalid("description", "required");

    let put = |login_id: &str, role: &str| {
        api.put(format!("{path}/members")).by(&yoon).json(&json!({ "login_id": login_id, "role": role }))
    };
    assert_eq!(seen.json(put("ahn345", "developer")).await["member_id"], ahn.id.to_string());
    put("stranger5", "viewer").send().await.invalid("login_id", "unknown");
    put("yoon12", "viewer").send().await.problem(409, "last-project-admin");
    let people = seen.json(api.get(format!("{path}/members")).by(&ahn)).await;
    let roles: Vec<_> = people["items"].as_array().unwrap().iter().map(|person| &person["role"]).collect();
    assert_eq!(roles, ["admin", "developer"]);
    api.delete(&path).by(&ahn).send().await.problem(403, "forbidden");
    seen.good(api.delete(format!("{path}/members/{}", ahn.id)).by(&yoon)).await;

    seen.good(api.post(format!("{path}/archive")).by(&yoon)).await;
    api.post(format!("{path}/archive")).by(&yoon).send().await.problem(409, "superseded");
    seen.good(api.post(format!("{path}/unarchive")).by(&yoon)).await;

    let asked =
        json!({ "kind": "quota", "organization_id": kdn.id.to_string(), "project_id": project.to_string() });
    let order = id(&api.post("/orders").by(&yoon).json(&asked).send().await.expect(201));
    let state = |name: &'static str| {
        Sql::new("UPDATE orders SET state = $1 WHERE id = $2").bind(name).bind(order.clone())
    };
    force(api, state("in_approval")).await;
    let blockers = seen.json(api.get(format!("{path}/blockers")).by(&yoon)).await;
    assert_eq!(blockers["items"][0]["path"], format!("/orders/{order}"));
    let refused = api.delete(&path).by(&yoon).send().await.problem(409, "in-use");
    assert_eq!(refused["blockers"], blockers["items"]);
    force(api, state("cancelled")).await;
    seen.good(api.delete(&path).by(&yoon)).await;
    assert_eq!(api.get(&path).by(&yoon).send().await.expect(200)["state"], "deleted");
}

pub(crate) async fn clusters(api: &Api, seen: &mut Seen, operator: &TestMember) {
    let shin = api.m.member("shin12").await;
    let personal = api.m.personal(&shin).await;
    let project = api.m.project(&shin, personal, "계통 분석").await;
    let cluster = seed_local(&api.m.system(), &Enough).await.unwrap().expect("there was none");
    let path = format!("/clusters/{cluster}");

    let list = seen.json(api.get("/clusters").by(operator)).await;
    assert_eq!((&list["items"][0]["name"], &list["items"][0]["everyone"]), (&"local".into(), &true.into()));
    let body = json!({
        "name": "서울", "description": "", "state": "open", "everyone": false,
        "vcpu": 4, "memory_gib": 8, "disk_gib": 50,
    });
    seen.good(api.put(&path).by(operator).json(&body)).await;
    let got = seen.json(api.get(&path).by(operator)).await;
    assert_eq!((&got["name"], &got["everyone"]), (&"서울".into(), &false.into()));
    assert_eq!(
        got["room"][1],
        json!({ "dimension": "memory_mib", "offered": 8192, "promised": 0, "left": 8192 })
    );
    api.get(&path).by(&shin).send().await.problem(403, "forbidden");

    let available = format!("/organizations/{personal}/clusters");
    assert_eq!(seen.json(api.get(&available).by(&shin)).await["items"], json!([]));
    let organization = format!("{path}/organizations/{personal}");
    seen.good(api.put(&organization).by(operator)).await;
    seen.good(api.put(&organization).by(operator)).await;
    assert_eq!(api.get(&available).by(&shin).send().await.expect(200)["items"][0]["id"], cluster.to_string());
    let granted = seen.json(api.get(format!("{path}/organizations")).by(operator)).await;
    assert_eq!(granted["items"][0]["organization_id"], personal.to_string());
    api.put(format!("{path}/organizations/{cluster}")).by(operator).send().await.invalid("scope", "unknown");

    let of_project = format!("{path}/projects/{project}");
    seen.good(api.put(&of_project).by(operator)).await;
    let users = seen.json(api.get(format!("{path}/projects")).by(operator)).await;
    assert_eq!(users["items"][0]["id"], project.to_string());
    assert_eq!(api.get(&path).by(operator).send().await.expect(200)["room"][0]["promised"], 1);
    seen.good(api.delete(&of_project).by(operator)).await;
    seen.good(api.delete(&organization).by(operator)).await;
    api.delete(&organization).by(operator).send().await.problem(404, "not-found");
}

pub(crate) async fn notices(api: &Api, seen: &mut Seen) {
    let (oh, stranger) = (api.m.member("oh1234").await, api.m.member("stranger6").await);
    tell(api, &oh).await;
    tell(api, &oh).await;
    assert_eq!(seen.json(api.get("/notices/unread").by(&oh)).await["count"], 2);
    let list = seen.json(api.get("/notices?unread=true").by(&oh)).await;
    let (newest, oldest) = (id(&list["items"][0]), id(&list["items"][1]));
    assert!(list["items"][0]["text"].as_str().unwrap().contains("전력 관제"));
    api.get(format!("/notices/{newest}")).by(&stranger).send().await.problem(404, "not-found");
    seen.good(api.post(format!("/notices/{oldest}/read")).by(&oh)).await;
    assert!(seen.json(api.get(format!("/notices/{oldest}")).by(&oh)).await["read_at"].is_string());
    assert_eq!(
        seen.json(api.post("/notices/read").by(&oh).json(&json!({ "last_id": oldest }))).await["count"],
        0
    );
    assert_eq!(api.post("/notices/read").by(&oh).json(&json!({})).send().await.expect(200)["count"], 1);
    assert_eq!(api.get("/notices/unread").by(&oh).send().await.expect(200)["count"], 0);

    let wanted = json!({ "items": [
        { "kind": "project-archived", "mail": true, "console": false },
        { "kind": "order-waiting", "mail": false, "console": false },
    ] });
    seen.good(api.put("/notices/preferences").by(&oh).json(&wanted)).await;
    let kept = seen.json(api.get("/notices/preferences").by(&oh)).await;
    let of = |kind: &str| {
        kept["items"].as_array().unwrap().iter().find(|item| item["kind"] == kind).unwrap().clone()
    };
    assert_eq!(
        of("project-archived"),
        json!({ "kind": "project-archived", "mandatory": false, "mail": true, "console": false })
    );
    assert_eq!(
        of("order-waiting"),
        json!({ "kind": "order-waiting", "mandatory": true, "mail": false, "console": true })
    );
    let unknown = json!({ "items": [{ "kind": "weather", "mail": true, "console": true }] });
    api.put("/notices/preferences").by(&oh).json(&unknown).send().await.invalid("kind", "choice");
}

pub(crate) async fn webhooks(api: &Api, seen: &mut Seen) {
    let (ryu, dev, stranger) =
        (api.m.member("ryu123").await, api.m.member("dev123").await, api.m.member("stranger7").await);
    let kps = api.m.company(&ryu, "한전KPS", "KPS-01").await;
    api.m.joins(&kps, &dev, None, &[OrgRole::Developer], false).await;
    let of_company = format!("/organizations/{}/webhooks", kps.id);
    let mut body =
        json!({ "name": "배포", "address": "https://hooks.example.com/madang", "kinds": ["order.*"] });
    api.post(&of_company).by(&dev).json(&body).send().await.problem(403, "forbidden");
    api.post(&of_company).by(&stranger).json(&body).send().await.problem(404, "not-found");
    let bad = json!({ "name": "배포", "address": "http://127.0.0.1/", "kinds": ["order.*"] });
    api.post(&of_company).by(&ryu).json(&bad).send().await.invalid("address", "webhook-address");

    let made = seen.good(api.post(&of_company).by(&ryu).json(&body)).await.expect(201);
    let secret = made["secret"].as_str().unwrap();
    assert!(secret.starts_with("whsec_"));
    let path = format!("/webhooks/{}", id(&made));
    let list = seen.good(api.get(&of_company).by(&ryu)).await;
    assert_eq!(list.json()["items"][0]["id"], made["id"]);
    assert!(!String::from_utf8_lossy(&list.bytes).contains(secret));
    api.get(&path).by(&dev).send().await.problem(403, "forbidden");
    api.get(&path).by(&stranger).send().await.problem(404, "not-found");

    body["name"] = "알림".into();
    seen.good(api.put(&path).by(&ryu).json(&body)).await;
    seen.good(api.post(format!("{path}/pause")).by(&ryu)).await;
    let got = seen.json(api.get(&path).by(&ryu)).await;
    assert_eq!(
        (&got["name"], &got["state"], &got["paused_for"]),
        (&"알림".into(), &"paused".into(), &"owner".into())
    );
    seen.good(api.post(format!("{path}/resume")).by(&ryu)).await;
    let rotated = seen.json(api.post(format!("{path}/rotate-secret")).by(&ryu)).await;
    assert_ne!(rotated["secret"], made["secret"]);

    let sent = seen.good(api.post(format!("{path}/try")).by(&ryu)).await.expect(201);
    let delivery = format!("/webhook-deliveries/{}", id(&sent));
    api.post(format!("{delivery}/replay")).by(&ryu).send().await.problem(409, "superseded");
    assert!(api.m.run_jobs().await > 0);
    let told = seen.json(api.get(&delivery).by(&ryu)).await;
    assert_eq!(
        (&told["kind"], &told["state"], &told["webhook_id"]),
        (&"ping".into(), &"delivered".into(), &made["id"])
    );
    api.get(&delivery).by(&stranger).send().await.problem(404, "not-found");
    let again = seen.good(api.post(format!("{delivery}/replay")).by(&ryu)).await.expect(201);
    let all = seen.json(api.get(format!("{path}/deliveries?state=queued")).by(&ryu)).await;
    assert_eq!(
        all["items"],
        json!([{ "id": again["id"], "webhook_id": made["id"], "event_id": told["event_id"],
        "kind": "ping", "subject_id": made["id"], "data": {}, "at": told["at"], "state": "queued", "attempts": 0,
        "status": null, "error": null, "created_at": all["items"][0]["created_at"], "tried_at": null,
        "next_at": all["items"][0]["next_at"], "ended_at": null }])
    );
    seen.good(api.delete(&path).by(&ryu)).await;
    api.get(&path).by(&ryu).send().await.problem(404, "not-found");
}

on_both_engines! {
    /// A token reaches as far as its scopes, in whatever its member may do.
    async fn tokens_reach_projects_by_their_scopes(engine: Engine) {
        let api = Api::new(engine).await;
        let hong = api.m.member("hong12").await;
        let personal = api.m.personal(&hong).await;
        let project = api.m.project(&hong, personal, "전력 관제").await;
        let made = json!({ "name": "ci", "scopes": ["project:read"], "days": 1 });
        let made = api.post("/me/tokens").by(&hong).json(&made).send().await.expect(201);
        let token = madang_model::Secret::new(made["token"].as_str().unwrap());
        let path = format!("/projects/{project}");
        api.get(&path).bearer(&token).send().await.expect(200);
        api.get("/projects").bearer(&token).send().await.expect(200);
        api.patch(&path).bearer(&token).json(&json!({ "description": "x" })).send().await.problem(403, "forbidden");
        api.get("/notices").bearer(&token).send().await.problem(403, "forbidden");
    }

    /// What one keyed request made, another one with its key does not make again.
    async fn a_webhook_is_made_once(engine: Engine) {
        let api = Api::new(engine).await;
        let hong = api.m.member("hong12").await;
        let path = format!("/organizations/{}/webhooks", api.m.personal(&hong).await);
        let body = json!({ "name": "a", "address": "https://hooks.example.com/", "kinds": ["*"] });
        let call = api.post(&path).by(&hong).keyed("0192d3c4-0000-7000-8000-000000000002").json(&body);
        let first = call.clone().send().await.expect(201);
        assert_eq!(call.send().await.expect(201), first);
        let list = api.get(&path).by(&hong).send().await.expect(200);
        assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    }
}
