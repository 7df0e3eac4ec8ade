use madang_core::members::{SignIn, get, resend_as_operator, sign_in, unlock};
use madang_core::{Error, Refusal};
use madang_model::{MemberId, Secret};
use madang_testkit::{PASSWORD, TestMadang, on_both_engines};

use super::{is_missing, only_operators_may};

fn typed(password: &str) -> SignIn {
    SignIn {
        login_id: "hong12".into(),
        password: Secret::new(password),
        captcha_id: String::new(),
        captcha: String::new(),
    }
}

on_both_engines! {
    async fn failures_are_forgotten_wherever_they_came_from(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        let kim = m.member("kim123").await;
        let (near, far) = (m.visitor_from("192.0.2.7"), m.visitor_from("198.51.100.7"));
        for _ in 0..4 {
            sign_in(&near, typed("wrong")).await.unwrap_err();
        }
        sign_in(&far, typed("wrong")).await.unwrap_err();
        assert!(matches!(sign_in(&far, typed(PASSWORD)).await, Err(Error::Refused(Refusal::CaptchaNeeded))));
        assert!(m.signed_in("kim123", "wrong").await.is_err());

        unlock(&operator, hong.id).await.unwrap();
        let failures = get(&operator, hong.id).await.unwrap().failures;
        assert_eq!((failures.failures, failures.addresses, failures.captcha), (0, 0, false));
        assert_eq!(get(&operator, kim.id).await.unwrap().failures.failures, 1, "others keep theirs");
        sign_in(&near, typed(PASSWORD)).await.unwrap();
        sign_in(&far, typed(PASSWORD)).await.unwrap();
        unlock(&operator, hong.id).await.unwrap();
        assert_eq!(m.audited("members.unlock").await.len(), 2);
    }

    async fn a_full_hour_of_mail_is_forgotten(engine: Engine) {
        let m = TestMadang::with(engine, |s| s.limits.mail_per_recipient = 2).await;
        let operator = m.operator().await;
        let id = m.unverified("hong12").await;
        resend_as_operator(&operator, id).await.unwrap();
        resend_as_operator(&operator, id).await.unwrap();
        assert!(matches!(resend_as_operator(&operator, id).await, Err(Error::Limited { .. })));
        unlock(&operator, id).await.unwrap();
        resend_as_operator(&operator, id).await.unwrap();
    }

    async fn only_operators_unlock(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        only_operators_may!(m, |ctx| unlock(ctx, hong.id));
        let operator = m.operator().await;
        assert!(is_missing(unlock(&operator, m.system().new_id::<MemberId>()).await));
    }
}
