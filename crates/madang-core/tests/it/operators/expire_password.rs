use madang_core::members::{PasswordExpired, ResetPassword, expire_password, reset_password, suspend};
use madang_core::{Action, Refusal};
use madang_model::{MemberId, Secret};
use madang_testkit::{PASSWORD, TestMadang, on_both_engines};

use super::{is_missing, is_refused, only_operators_may};

const NEW: &str = "An0ther!pass";

fn typed(token: Secret, password: &str) -> ResetPassword {
    ResetPassword { token, password: Secret::new(password), password_confirm: Secret::new(password) }
}

on_both_engines! {
    async fn the_old_password_leads_nowhere_until_a_new_one_is_chosen(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        let PasswordExpired { mailed, link } = expire_password(&operator, hong.id).await.unwrap();
        assert!(mailed && link.is_none(), "operators are not given the link");
        assert!(m.again(&hong).await.is_err(), "sessions end");
        assert!(is_refused(m.signed_in("hong12", PASSWORD).await, &Refusal::PasswordExpired));
        assert!(is_refused(m.signed_in("hong12", "wrong").await, &Refusal::WrongIdOrPassword { captcha: false }), "only who knows it is told");
        let mail = m.last_mail("hong12@example.com", "password-expired").await;
        reset_password(&m.visitor(), typed(mail.token(), NEW)).await.unwrap();
        let (free, _) = m.signed_in("hong12", NEW).await.unwrap();
        free.authorize(Action::ReadAccount, Some(hong.id)).unwrap();
        assert!(m.signed_in("hong12", PASSWORD).await.is_err());
        assert_eq!(m.audited("members.expire_password").await.len(), 1);
    }

    async fn an_operator_s_own_sessions_end_too(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        expire_password(&operator, operator.id).await.unwrap();
        assert!(m.again(&operator).await.is_err());
    }

    async fn said_twice_only_the_last_link_works(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        expire_password(&operator, hong.id).await.unwrap();
        let first = m.last_mail("hong12@example.com", "password-expired").await.token();
        expire_password(&operator, hong.id).await.unwrap();
        let second = m.last_mail("hong12@example.com", "password-expired").await.token();
        assert!(is_refused(reset_password(&m.visitor(), typed(first, NEW)).await, &Refusal::LinkOver));
        reset_password(&m.visitor(), typed(second, NEW)).await.unwrap();
    }

    async fn a_full_hour_of_mail_does_not_stand_in_the_way(engine: Engine) {
        let m = TestMadang::with(engine, |s| s.limits.mail_per_recipient = 0).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        assert!(expire_password(&operator, hong.id).await.unwrap().mailed);
    }

    async fn who_runs_the_machine_is_given_the_link(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let link = expire_password(&m.system(), hong.id).await.unwrap().link.unwrap();
        let (_, token) = link.reveal().split_once("/password/reset?token=").unwrap();
        reset_password(&m.visitor(), typed(Secret::new(token), NEW)).await.unwrap();
        m.signed_in("hong12", NEW).await.unwrap();
    }

    async fn the_unverified_have_no_password_to_end(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let id = m.unverified("hong12").await;
        assert!(is_refused(expire_password(&operator, id).await, &Refusal::Superseded));
        assert!(m.mail_kinds("hong12@example.com").await.is_empty());
        assert!(is_missing(expire_password(&operator, m.system().new_id::<MemberId>()).await));
    }

    async fn the_suspended_stay_suspended(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        suspend(&operator, hong.id, "reason").await.unwrap();
        expire_password(&operator, hong.id).await.unwrap();
        assert!(is_refused(m.signed_in("hong12", PASSWORD).await, &Refusal::Suspended { reason: "reason".into() }));
    }

    async fn only_operators_end_passwords(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        only_operators_may!(m, |ctx| expire_password(ctx, hong.id));
    }
}
