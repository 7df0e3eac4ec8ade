use std::time::Duration;

use madang_core::members::{FindId, find_id, find_id_needs_captcha, suspend};
use madang_core::{Error, Refusal};
use madang_model::Rule;
use madang_testkit::{TestMadang, in_parallel, on_both_engines};

use crate::expect::{invalid, refused};

pub(crate) fn typed(name: &str, email: &str) -> FindId {
    FindId { name: name.into(), email: email.into(), captcha_id: String::new(), captcha: String::new() }
}

on_both_engines! {
    async fn a_person_s_ids_are_found(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("hong12").await;
        assert_eq!(find_id(&m.visitor(), typed(" 홍 길동 ", "HONG12@Example.com")).await.unwrap(), ["hong12"]);
        assert!(find_id(&m.visitor(), typed("김길동", "hong12@example.com")).await.unwrap().is_empty());
        assert!(find_id(&m.visitor(), typed("홍길동", "nobody@example.com")).await.unwrap().is_empty());
        assert_eq!(m.audited("members.find_id").await.len(), 1);
    }

    async fn suspended_members_are_found_and_unverified_and_withdrawn_ones_not(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.unverified("fresh1").await;
        let (hong, kim) = (m.member("hong12").await, m.member("kim123").await);
        suspend(&m.operator().await.ctx, hong.id, "확인 중").await.unwrap();
        madang_core::members::withdraw(&kim).await.unwrap();
        assert_eq!(find_id(&m.visitor(), typed("홍길동", &hong.email)).await.unwrap(), ["hong12"]);
        assert!(find_id(&m.visitor(), typed("홍길동", "fresh1@example.com")).await.unwrap().is_empty());
        assert!(find_id(&m.visitor(), typed("홍길동", &kim.email)).await.unwrap().is_empty());
    }

    async fn after_three_searches_a_captcha_is_needed(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("hong12").await;
        let search = typed("홍길동", "hong12@example.com");
        for _ in 0..3 {
            assert!(!find_id_needs_captcha(&m.visitor()).await.unwrap());
            find_id(&m.visitor(), typed("홍길동", "hong12@example.com")).await.unwrap();
        }
        assert!(find_id_needs_captcha(&m.visitor()).await.unwrap());
        refused(find_id(&m.visitor(), typed("홍길동", "hong12@example.com")).await, Refusal::CaptchaNeeded);
        let (captcha_id, captcha) = m.captcha().await;
        let read = FindId { captcha_id: captcha_id.clone(), captcha: captcha.clone(), ..search };
        assert_eq!(find_id(&m.visitor(), read).await.unwrap(), ["hong12"]);
        let again = FindId { captcha_id, captcha, ..typed("홍길동", "hong12@example.com") };
        invalid(find_id(&m.visitor(), again).await, "captcha", Rule::Captcha);
        find_id(&m.visitor_from("192.0.2.77"), typed("홍길동", "hong12@example.com")).await.unwrap();
        m.advance(Duration::from_secs(3600));
        find_id(&m.visitor(), typed("홍길동", "hong12@example.com")).await.unwrap();
    }

    async fn parallel_searches_are_counted(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let results = in_parallel(12, |_| {
            let ctx = m.visitor();
            async move { find_id(&ctx, typed("홍길동", "hong12@example.com")).await }
        })
        .await;
        assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 3);
    }

    async fn fields_are_checked_and_cost_no_search(engine: Engine) {
        let m = TestMadang::new(engine).await;
        for _ in 0..5 {
            let broken = find_id(&m.visitor(), typed("", "nobody")).await;
            assert!(matches!(broken, Err(Error::Invalid(errors)) if errors.len() == 2));
        }
        assert!(!find_id_needs_captcha(&m.visitor()).await.unwrap());
    }
}
