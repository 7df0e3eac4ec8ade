//! What nobody sends by accident: a clear 4xx, and nothing of it anywhere.

use http::Method;
use madang_testkit::on_both_engines;
use serde_json::{Value, json};

use crate::access::smallest;
use crate::api::Api;
use crate::described::{operations, sample_body};

/// A body in which every text is `text`.
fn filled(sample: &Value, text: &str) -> Value {
    match sample {
        Value::String(_) => text.into(),
        Value::Array(items) => items.iter().map(|item| filled(item, text)).collect(),
        Value::Object(fields) => {
            fields.iter().map(|(name, field)| (name.clone(), filled(field, text))).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => sample.clone(),
    }
}

on_both_engines! {
    async fn bodies_that_are_no_json_are_refused(engine: Engine) {
        let api = Api::new(engine).await;
        let operator = api.m.operator().await;
        let deep = format!("{}1{}", "[".repeat(50_000), "]".repeat(50_000));
        let bodies: [&[u8]; 7] = [b"", b"\xff\xfe\x00", b"{\"a\":\"\xc3\x28\"}", b"null", b"[]", deep.as_bytes(), b"{\"a\":1e999}"];
        for operation in operations().into_iter().filter(|operation| sample_body(&operation.value).is_some()) {
            for body in bodies {
                let call = smallest(&api, &operation).by(&operator).raw("application/json", body);
                let problem = call.send().await.problem(400, "malformed");
                assert!(problem["place"].is_object(), "{}", operation.id);
            }
        }
    }

    async fn control_characters_are_refused_before_any_operation_sees_them(engine: Engine) {
        let api = Api::new(engine).await;
        let operator = api.m.operator().await;
        for operation in operations() {
            let Some(sample) = sample_body(&operation.value).filter(|sample| *sample != filled(sample, "y")) else { continue };
            for text in ["a\u{0}b", "\u{1b}[31m", "\u{7f}"] {
                let call = smallest(&api, &operation).by(&operator).json(&filled(&sample, text));
                call.send().await.problem(400, "malformed");
            }
        }
    }

    async fn texts_of_100_000_characters_break_a_rule(engine: Engine) {
        let api = Api::new(engine).await;
        let operator = api.m.operator().await;
        // Two such texts in Korean are more than a body may have; one operation takes six.
        for (letter, length) in [("a", 100_000), ("가", 30_000)] {
            let long = letter.repeat(length);
            for operation in operations() {
                let Some(sample) = sample_body(&operation.value) else { continue };
                let answer = smallest(&api, &operation).by(&operator).json(&filled(&sample, &long)).send().await;
                assert!(matches!(answer.status.as_u16(), 200 | 204 | 400 | 403 | 404 | 409 | 413 | 422 | 429), "{} answers {}", operation.id, answer.status);
                assert!(answer.bytes.len() < 4096, "{} answers with {} bytes", operation.id, answer.bytes.len());
            }
        }
    }

    async fn ten_megabytes_are_too_large(engine: Engine) {
        let api = Api::new(engine).await;
        let operator = api.m.operator().await;
        let body = json!({ "name": "a".repeat(10 * 1024 * 1024) }).to_string();
        for operation in operations().into_iter().filter(|operation| sample_body(&operation.value).is_some()) {
            let call = smallest(&api, &operation).by(&operator).raw("application/json", body.clone());
            call.send().await.problem(413, "too-large");
        }
        let keyed = api.post("/captchas").keyed("0192d3c4-0000-7000-8000-000000000001").raw("application/json", body);
        keyed.send().await.problem(413, "too-large");
    }

    async fn other_kinds_of_content_are_refused(engine: Engine) {
        let api = Api::new(engine).await;
        for kind in ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/json", "application/json; charset=utf-16", ""] {
            api.post("/sessions").raw(kind, "{}").send().await.problem(415, "unsupported-media");
        }
    }

    async fn parameters_of_any_text_are_read_or_refused(engine: Engine) {
        let api = Api::new(engine).await;
        let operator = api.m.operator().await;
        let long = "a".repeat(60_000);
        let values = ["%00", "%ff", "%1b", "%", "%zz", "%27%20OR%201=1--", "%25", "_", "%F0%9F%A4%AF", "-1", "999999999999999999999999", &long];
        for operation in operations() {
            let parameters = operation.value["parameters"].as_array().cloned().unwrap_or_default();
            for parameter in parameters.iter().filter(|parameter| parameter["in"] == "query") {
                for value in values {
                    let path = format!("{}?{}={value}", operation.path, parameter["name"].as_str().unwrap());
                    let answer = api.get(path).by(&operator).send().await;
                    // What is about one thing is about nothing here: its address is still a pattern.
                    let nowhere = answer.status == 404 && operation.path.contains('{');
                    let told = matches!(answer.status.as_u16(), 200 | 400 | 422);
                    assert!(told || nowhere, "{} {parameter} {value:.20} {}", operation.id, answer.status);
                }
            }
        }
    }

    async fn addresses_of_any_text_name_nothing(engine: Engine) {
        let api = Api::new(engine).await;
        let operator = api.m.operator().await;
        for operation in operations().into_iter().filter(|operation| operation.path.contains("{id}")) {
            for id in ["x", "%00", "%ff", "..", "0192D3C4-0000-7000-8000-00000000DEAD", "%F0%9F%A4%AF", "1%20OR%201=1"] {
                let mut call = api.call(operation.method.clone(), operation.about(id)).by(&operator);
                if let Some(body) = sample_body(&operation.value) {
                    call = call.json(&body);
                }
                let answer = call.send().await;
                assert!(matches!(answer.status.as_u16(), 400 | 404 | 405), "{} {id} {}", operation.id, answer.status);
            }
        }
    }

    async fn methods_that_nothing_takes_are_refused(engine: Engine) {
        let api = Api::new(engine).await;
        for method in [Method::TRACE, Method::OPTIONS, Method::CONNECT, Method::PATCH] {
            api.call(method, "/sessions").send().await.problem(405, "method-not-allowed");
        }
    }
}
