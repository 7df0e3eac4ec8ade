use std::time::Duration;

use madang_core::captcha::{answer_for_tests, check, get_picture, get_sound, issue};
use madang_model::Rule;
use madang_testkit::{TestMadang, in_parallel, on_both_engines};

use crate::expect::{forbidden, limited, not_found};

on_both_engines! {
    async fn it_can_be_seen_and_heard_until_it_is_used(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let visitor = m.visitor();
        let (id, letters) = m.captcha().await;
        let parsed = id.parse().unwrap();
        assert!(get_picture(&visitor, parsed).await.unwrap().starts_with(b"\x89PNG"));
        assert!(get_sound(&visitor, parsed).await.unwrap().starts_with(b"RIFF"));
        assert_eq!(check(&visitor, &id, &format!(" {} ", letters.to_uppercase())).await.unwrap(), Ok(()));
        not_found(get_picture(&visitor, parsed).await);
        not_found(get_sound(&visitor, parsed).await);
    }

    async fn answered_in_parallel_it_is_right_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (id, letters) = m.captcha().await;
        let results = in_parallel(8, |_| {
            let (ctx, id, letters) = (m.visitor(), id.clone(), letters.clone());
            async move { check(&ctx, &id, &letters).await.unwrap() }
        })
        .await;
        assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 1);
    }

    async fn right_wrong_or_late_it_is_used(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let visitor = m.visitor();
        let (id, letters) = m.captcha().await;
        assert_eq!(check(&visitor, &id, "").await.unwrap(), Err(Rule::Required));
        assert_eq!(check(&visitor, &id, "wrong").await.unwrap(), Err(Rule::Captcha));
        assert_eq!(check(&visitor, &id, &letters).await.unwrap(), Err(Rule::Captcha));
        assert_eq!(check(&visitor, "nonsense", &letters).await.unwrap(), Err(Rule::Captcha));
        let (id, letters) = m.captcha().await;
        m.advance(Duration::from_secs(600));
        assert_eq!(check(&visitor, &id, &letters).await.unwrap(), Err(Rule::Captcha));
        not_found(get_picture(&visitor, id.parse().unwrap()).await);
    }

    async fn drawing_is_limited_by_address(engine: Engine) {
        let m = TestMadang::with(engine, |settings| settings.limits.captchas_per_address = 2).await;
        issue(&m.visitor()).await.unwrap();
        issue(&m.visitor()).await.unwrap();
        limited(issue(&m.visitor()).await);
        issue(&m.visitor_from("192.0.2.44")).await.unwrap();
    }

    async fn its_letters_are_for_the_program_alone(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let id = issue(&m.visitor()).await.unwrap().id;
        let operator = m.operator().await;
        let mut conn = m.platform().db.read().await.unwrap();
        forbidden(answer_for_tests(&m.visitor(), &mut conn, id).await);
        forbidden(answer_for_tests(&operator, &mut conn, id).await);
    }
}
