//! The description as it is served.

use madang_testkit::on_both_engines;

use crate::api::Api;
use crate::described::operations;

#[test]
fn the_operations_are_the_reviewed_ones() {
    let mut now = String::new();
    for operation in operations() {
        now.push_str(&format!(
            "{:<6} {:<46} {:<8} {}\n",
            operation.method.as_str(),
            operation.path,
            operation.access,
            operation.id
        ));
    }
    let reviewed = include_str!("operations.txt");
    assert!(now == reviewed, "tests/it/operations.txt should be, once reviewed:\n{now}");
}

on_both_engines! {
    async fn it_is_served_in_the_readers_language(engine: Engine) {
        let api = Api::new(engine).await;
        let korean = api.get("/openapi.json").send().await;
        let english = api.get("/openapi.json").in_english().send().await;
        assert_eq!((korean.header("content-language"), english.header("content-language")), ("ko", "en"));
        let (korean, english) = (korean.expect(200), english.expect(200));
        for document in [&korean, &english] {
            assert!(document["openapi"].as_str().unwrap().starts_with("3.1."));
            assert!(document["info"]["title"].is_string() && document["info"]["version"].is_string());
        }
        assert_eq!(korean["paths"]["/api/v1/me"]["get"]["summary"], "내 정보 보기");
        assert_eq!(english["paths"]["/api/v1/me"]["get"]["summary"], "Get my profile");
    }

    async fn the_index_names_every_operation(engine: Engine) {
        let api = Api::new(engine).await;
        let index = api.get("").send().await.expect(200);
        assert_eq!(index["links"].as_array().unwrap().len(), operations().len());
        assert_eq!(index["openapi"], "/api/v1/openapi.json");
    }

    async fn no_answer_sets_a_cookie_or_lets_another_origin_read_it(engine: Engine) {
        let api = Api::new(engine).await;
        let answer = api.get("/terms").header("origin", "https://elsewhere.example").send().await;
        answer.expect(200);
        for header in ["set-cookie", "access-control-allow-origin"] {
            assert_eq!(answer.header(header), "", "{header}");
        }
        assert_eq!((answer.header("cache-control"), answer.header("x-content-type-options")), ("no-store", "nosniff"));
    }
}
