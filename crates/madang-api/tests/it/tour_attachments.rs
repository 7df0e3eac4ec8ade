//! Files of orders at work.

use madang_testkit::{TestMember, on_both_engines};
use serde_json::json;

use crate::api::Api;
use crate::tour::{Seen, id};

const FILE: &str = "application/octet-stream";

pub(crate) async fn attachments(api: &Api, seen: &mut Seen, owner: &TestMember, order: &str) {
    let path = format!("{order}/attachments");
    let plan = "%EA%B3%84%ED%9A%8D%201.pdf";
    let content = b"%PDF-1.7\n\xff\x00".as_slice();
    let made =
        seen.good(api.post(format!("{path}?name={plan}")).by(owner).raw(FILE, content)).await.expect(201);
    let of_file = format!("{path}/{}", id(&made));
    let list = seen.json(api.get(&path).by(owner)).await;
    let row = &list["items"][0];
    assert_eq!(
        (&row["name"], &row["media_type"], &row["size"]),
        (&"계획 1.pdf".into(), &"application/pdf".into(), &11.into())
    );
    let file = seen.good(api.get(format!("{of_file}/content")).by(owner)).await;
    assert_eq!(file.bytes, content);
    assert_eq!(
        file.header("content-disposition"),
        format!("attachment; filename=\"__ 1.pdf\"; filename*=UTF-8''{plan}")
    );
    assert_eq!((file.header("content-type"), file.header("x-content-type-options")), (FILE, "nosniff"));
    assert!(file.header("content-security-policy").contains("sandbox"));
    let stranger = api.m.member("strange2").await;
    for call in [
        api.get(&path),
        api.get(format!("{of_file}/content")),
        api.delete(&of_file),
        api.post(format!("{path}?name=a.txt")).raw(FILE, "a"),
    ] {
        call.by(&stranger).send().await.problem(404, "not-found");
    }
    api.post(format!("{path}?name=a.pdf")).by(owner).raw(FILE, "a").send().await.invalid("file", "file-kind");
    api.post(&path).by(owner).raw(FILE, "a").send().await.invalid("name", "required");
    seen.good(api.delete(&of_file).by(owner)).await;
    api.get(format!("{of_file}/content")).by(owner).send().await.problem(404, "not-found");
    api.post(format!("{path}?name=a.txt")).by(owner).raw(FILE, "a").send().await.expect(201);
}

on_both_engines! {
    async fn files_are_bounded_and_sent_twice_attached_once(engine: Engine) {
        let api = Api::with(engine, |settings| settings.orders.attachment_mib = 2).await;
        let hong = api.m.member("hong12").await;
        let order = id(&api.post("/orders").by(&hong).json(&json!({ "kind": "project" })).send().await.expect(201));
        let path = format!("/orders/{order}/attachments");
        let attach = |name: &str, bytes: usize| {
            api.post(format!("{path}?name={name}")).by(&hong).raw(FILE, vec![b'a'; bytes])
        };
        // More than any other body may have.
        let call = attach("a.txt", 2 * 1024 * 1024).keyed("0192d3c4-0000-7000-8000-000000000003");
        let first = call.clone().send().await.expect(201);
        assert_eq!(call.send().await.expect(201), first);
        let list = api.get(&path).by(&hong).send().await.expect(200);
        assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
        attach("b.txt", 2 * 1024 * 1024 + 1).send().await.problem(413, "too-large");
        attach("b.txt", 2 * 1024 * 1024 + 1).keyed("0192d3c4-0000-7000-8000-000000000004").send().await.problem(413, "too-large");
        attach("b.txt", 0).send().await.invalid("file", "file-size");
        for n in 1..10 {
            attach(&format!("{n}.txt"), 1).send().await.expect(201);
        }
        attach("more.txt", 1).send().await.problem(409, "too-many");
    }
}
