use std::time::Duration;

use madang_core::Error;
use madang_core::members::get;
use madang_model::MemberId;
use madang_testkit::{PASSWORD, TestMadang, on_both_engines};

use super::{is_missing, only_staff_may};

on_both_engines! {
    async fn a_member_is_shown_with_what_belongs_to_it(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        m.signed_in("hong12", PASSWORD).await.unwrap();
        let details = get(&operator, hong.id).await.unwrap();
        assert_eq!((details.member.login_id.as_str(), details.member.state.as_str()), ("hong12", "active"));
        assert_eq!((details.holdings.sessions, details.holdings.tokens, details.holdings.ssh_keys), (2, 0, 0));
        assert_eq!(details.consents.len(), 2);
        assert!(details.member.last_sign_in_at.is_some());
        assert_eq!((details.failures.failures, details.failures.captcha, details.failures.waits_until), (0, false, None));
    }

    async fn failed_sign_ins_are_told_until_they_are_forgotten(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        for _ in 0..5 {
            assert!(matches!(m.signed_in("HONG12", "wrong").await, Err(Error::Refused(_))));
        }
        let failures = get(&operator, hong.id).await.unwrap().failures;
        assert_eq!((failures.failures, failures.addresses, failures.captcha), (5, 1, true));
        assert!(failures.waits_until.is_some());
        m.advance(Duration::from_secs(2));
        assert_eq!(get(&operator, hong.id).await.unwrap().failures.waits_until, None);
        m.advance(Duration::from_secs(3600));
        let failures = get(&operator, hong.id).await.unwrap().failures;
        assert_eq!((failures.failures, failures.addresses, failures.captcha), (0, 0, false));
    }

    async fn only_staff_look_at_a_member(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        only_staff_may!(m, |ctx| get(ctx, hong.id));
        let operator = m.operator().await;
        assert!(is_missing(get(&operator, m.system().new_id::<MemberId>()).await));
    }
}
