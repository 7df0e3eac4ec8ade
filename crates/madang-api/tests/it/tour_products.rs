//! Products, subscriptions, payment information and promotion codes at work.

use madang_core::catalog::seed;
use madang_testkit::{TestMember, TypedCard};
use serde_json::{Value, json};

use crate::api::Api;
use crate::tour::Seen;

const IN_A_MONTH: std::time::Duration = std::time::Duration::from_secs(30 * 86_400);

pub(crate) async fn products(api: &Api, seen: &mut Seen, operator: &TestMember) {
    let offering = devpack(api).await;
    let list = seen.json(api.get("/offerings")).await;
    let codes: Vec<_> = list["items"].as_array().unwrap().iter().map(|item| &item["code"]).collect();
    assert!(codes.contains(&&json!("devpack")), "{codes:?}");
    let one = seen.json(api.get("/offerings/devpack")).await;
    assert_eq!(
        one["plans"][0]["prices"][0],
        json!({ "meter": "month", "price": "9900", "included": 0 }),
        "{}",
        one["plans"][0]
    );
    api.get("/offerings/none").send().await.problem(404, "not-found");
    assert_eq!(seen.json(api.get("/offerings/devpack/terms")).await["version"], 1);
    let path = "/offerings/devpack/estimate";
    let asked = json!({ "plan": "starter", "units": { "vcpu_hour": 1 }, "hours": 10 });
    let bill = seen.json(api.post(path).json(&asked)).await;
    assert_eq!((&bill["sum"], &bill["total"]), (&"10080".into(), &"11088".into()));
    api.post(path).json(&json!({ "plan": "vast" })).send().await.invalid("plan", "choice");
    let wrong = json!({ "plan": "starter", "units": { "moon_hour": 1 } });
    api.post(path).json(&wrong).send().await.invalid("units", "choice");

    assert_eq!(one["id"], offering);
    let code = promotions(api, seen, operator, &offering).await;
    subscriptions(api, seen, &code).await;
}

/// The product of that code, out of the catalog that comes with the program: its id.
pub(crate) async fn devpack(api: &Api) -> Value {
    seed(&api.m.system()).await.unwrap();
    api.get("/offerings/devpack").send().await.expect(200)["id"].clone()
}

/// Makes promotion codes for it: their batch's id.
pub(crate) async fn promotion(api: &Api, operator: &TestMember, offering: &Value) -> String {
    crate::tour::id(
        &api.post("/promotions").by(operator).json(&batch(api, offering)).send().await.expect(201),
    )
}

fn batch(api: &Api, offering: &Value) -> Value {
    let until = madang_i18n::Zone::wire(api.m.system().now().plus(IN_A_MONTH));
    json!({
        "name": "가을 행사", "offering_id": offering, "kind": "percent", "amount": 30, "months": 2, "quantity": 2,
        "expires_at": until,
    })
}

async fn promotions(api: &Api, seen: &mut Seen, operator: &TestMember, offering: &Value) -> String {
    let body = batch(api, offering);
    let id = crate::tour::id(&seen.json(api.post("/promotions").by(operator).json(&body)).await);
    let mut wrong = body.clone();
    wrong["amount"] = json!(101);
    api.post("/promotions").by(operator).json(&wrong).send().await.invalid("value", "range");
    let path = format!("/promotions/{id}");
    let codes = seen.json(api.post(format!("{path}/export")).by(operator)).await;
    api.post(format!("{path}/export")).by(operator).send().await.problem(409, "exported");
    seen.json(api.get("/promotions").by(operator)).await;
    seen.json(api.get(format!("{path}/codes")).by(operator)).await;
    assert_eq!(seen.json(api.get(&path).by(operator)).await["used"], 0);
    let other = promotion(api, operator, offering).await;
    seen.good(api.post(format!("/promotions/{other}/end")).by(operator)).await;
    codes["codes"][0].as_str().unwrap().to_owned()
}

async fn subscriptions(api: &Api, seen: &mut Seen, code: &str) {
    let (han, stranger) = (api.m.member("chunhyang1").await, api.m.member("byeonhakdo1").await);
    let own = api.m.personal(&han).await;
    let path = format!("/organizations/{own}/subscriptions");
    let body = json!({
        "offering": "devpack", "plan": "starter", "terms_version": 1, "agree": true, "promotion": code,
    });
    api.post(&path).by(&han).json(&body).send().await.problem(409, "no-payment-data");
    payment(api, seen, &han).await;
    let asked = json!({ "offering": "devpack", "plan": "starter", "terms_version": 1, "promotion": code });
    let quote = seen.json(api.post(format!("{path}/quote")).by(&han).json(&asked)).await;
    assert_eq!((&quote["full_month"], &quote["month"]), (&"9900".into(), &"6930".into()));
    let mut unread = body.clone();
    unread["agree"] = json!(false);
    api.post(&path).by(&han).json(&unread).send().await.invalid("agree", "consent-required");
    let placed = seen.json(api.post(&path).by(&han).json(&body)).await;
    assert_eq!(placed["state"], "done");
    api.post(&path).by(&han).json(&body).send().await.problem(409, "already-subscribed");
    let list = seen.json(api.get(&path).by(&han)).await;
    assert_eq!(list["items"][0]["id"], placed["result_id"]);

    let one = format!("/subscriptions/{}", placed["result_id"].as_str().unwrap());
    let got = seen.json(api.get(&one).by(&han)).await;
    assert_eq!(got["promotion"], json!({ "kind": "percent", "amount": 30, "months": 2 }));
    assert_eq!(got["consent"]["login_id"], "chunhyang1");
    api.get(&one).by(&stranger).send().await.problem(404, "not-found");
    let usage = seen.json(api.get(format!("{one}/usage")).by(&han)).await;
    assert_eq!(usage["items"][0]["meter"], "month");
    seen.json(api.get(format!("{one}/export")).by(&han)).await;
    assert_eq!(seen.json(api.get(format!("{one}/exit-plan")).by(&han)).await["in_use"], json!([]));
    seen.good(api.post(format!("{one}/tear-down")).by(&han).json(&json!({}))).await;
    let ended = seen.json(api.post(format!("{one}/terminate")).by(&han)).await;
    assert_eq!(ended["state"], "done");
    assert_eq!(api.get(&one).by(&han).send().await.expect(200)["subscription"]["state"], "ended");
}

async fn payment(api: &Api, seen: &mut Seen, han: &TestMember) {
    let own = api.m.personal(han).await;
    let path = format!("/organizations/{own}/payment");
    api.get(&path).by(han).send().await.problem(404, "not-found");
    let body = json!({
        "revision": 0, "payer": "company", "name": "한담당", "email": "pay@example.com", "mobile": "010-1234-5678",
        "company_name": "(주)마당상사", "business_number": "1248100998", "corporate_number": "1301110006246",
    });
    let mut wrong = body.clone();
    wrong["business_number"] = json!("1248100999");
    api.put(&path).by(han).json(&wrong).send().await.invalid("business_number", "business-number");
    seen.json(api.put(&path).by(han).json(&body)).await;
    let got = seen.json(api.get(&path).by(han)).await;
    assert_eq!((&got["method"], &got["card_tail"]), (&"tax_invoice".into(), &Value::Null));

    let payer = api.m.member("cardpayer1").await;
    let other = api.m.personal(&payer).await;
    let person = json!({
        "revision": 0, "payer": "person", "name": "성춘향", "email": "c@example.com", "mobile": "01012345678",
        "postcode": "06236", "road_address": "서울특별시 강남구 테헤란로 152",
    });
    api.put(format!("/organizations/{other}/payment")).by(&payer).json(&person).send().await.expect(200);
    api.m.payments().types(TypedCard::Good("4242"));
    let page = seen.json(api.post(format!("/organizations/{other}/card-verifications")).by(&payer)).await;
    assert!(page["url"].as_str().unwrap().starts_with("https://"));
}
