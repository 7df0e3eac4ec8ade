use std::time::Duration;

use madang_core::members::{
    LinkPurpose, Presented, RequestPasswordReset, ResetMail, ResetPassword, ResetRequested, expire_password,
    peek_link, request_password_reset, reset_password, suspend, withdraw,
};
use madang_core::{Ctx, Error, Refusal};
use madang_model::{Rule, Secret};
use madang_testkit::{PASSWORD, TestMadang, in_parallel, on_both_engines, only_winner};

use crate::expect::{invalid, limited, refused, sign_in_required};

const NEW: &str = "An0ther!one";

async fn ask(ctx: &Ctx, login_id: &str, email: &str, mail: ResetMail) -> Result<ResetRequested, Error> {
    request_password_reset(ctx, RequestPasswordReset { login_id: login_id.into(), email: email.into(), mail })
        .await
}

fn typed(token: &Secret, password: &str) -> ResetPassword {
    ResetPassword {
        token: token.clone(),
        password: Secret::new(password),
        password_confirm: Secret::new(password),
    }
}

/// Asks for `hong12`; the link's token.
async fn asked(m: &TestMadang) -> Secret {
    assert_eq!(
        ask(&m.visitor(), "hong12", "hong12@example.com", ResetMail::Once).await.unwrap(),
        ResetRequested::Requested
    );
    m.last_mail("hong12@example.com", "reset-password").await.token()
}

on_both_engines! {
    async fn a_link_sets_a_new_password_ends_all_sessions_and_is_told(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let link = asked(&m).await;
        peek_link(&m.visitor(), LinkPurpose::ResetPassword, &link).await.unwrap();
        reset_password(&m.visitor(), typed(&link, NEW)).await.unwrap();
        sign_in_required(m.again(&hong).await.map(drop));
        m.signed_in("hong12", NEW).await.unwrap();
        assert_eq!(m.mail_kinds(&hong.email).await, ["reset-password", "password-changed"]);
        refused(reset_password(&m.visitor(), typed(&link, "Th1rd!one")).await, Refusal::LinkOver);
        refused(peek_link(&m.visitor(), LinkPurpose::ResetPassword, &link).await, Refusal::LinkOver);
    }

    async fn a_link_used_in_parallel_works_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("hong12").await;
        let link = asked(&m).await;
        let results = in_parallel(8, |number| {
            let (ctx, link) = (m.visitor(), link.clone());
            async move { reset_password(&ctx, typed(&link, &format!("An0ther!{number}"))).await }
        })
        .await;
        for loser in only_winner(results).1 {
            refused(Err::<(), _>(loser), Refusal::LinkOver);
        }
        assert_eq!(m.audited("members.reset_password").await.len(), 1);
    }

    async fn known_and_unknown_accounts_answer_alike(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("hong12").await;
        m.unverified("fresh1").await;
        for (login_id, email) in
            [("hong12", "hong12@example.com"), ("nobody1", "nobody@example.com"), ("hong12", "other@example.com"), ("fresh1", "fresh1@example.com")]
        {
            let visitor = m.visitor();
            assert_eq!(ask(&visitor, login_id, email, ResetMail::Once).await.unwrap(), ResetRequested::Requested, "{login_id} {email}");
            assert_eq!(ask(&visitor, login_id, email, ResetMail::Once).await.unwrap(), ResetRequested::AlreadyRequested, "{login_id} {email}");
            assert_eq!(ask(&visitor, login_id, email, ResetMail::Again).await.unwrap(), ResetRequested::Requested, "{login_id} {email}");
            assert_eq!(ask(&visitor, &login_id.to_uppercase(), &email.to_uppercase(), ResetMail::Once).await.unwrap(), ResetRequested::AlreadyRequested);
        }
        assert_eq!(m.mail_kinds("hong12@example.com").await, ["reset-password", "reset-password"]);
        for nobody in ["nobody@example.com", "other@example.com", "fresh1@example.com"] {
            assert!(m.mails_to(nobody).await.is_empty());
        }
    }

    async fn limits_answer_alike_too(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("hong12").await;
        let known = async || ask(&m.visitor_from("192.0.2.3"), "hong12", "hong12@example.com", ResetMail::Again).await;
        let unknown = async || ask(&m.visitor_from("192.0.2.4"), "nobody1", "nobody@example.com", ResetMail::Again).await;
        for _ in 0..20 {
            assert_eq!((known().await.unwrap(), unknown().await.unwrap()), (ResetRequested::Requested, ResetRequested::Requested));
        }
        limited(known().await);
        limited(unknown().await);
        assert_eq!(m.mails_to("hong12@example.com").await.len(), 5, "an address gets five mails an hour");
        let last = m.last_mail("hong12@example.com", "reset-password").await.token();
        peek_link(&m.visitor(), LinkPurpose::ResetPassword, &last).await.unwrap();
    }

    async fn one_address_asks_for_so_many(engine: Engine) {
        let m = TestMadang::new(engine).await;
        for number in 0..60 {
            ask(&m.visitor(), &format!("nobody{number}"), "nobody@example.com", ResetMail::Once).await.unwrap();
        }
        limited(ask(&m.visitor(), "nobody99", "nobody@example.com", ResetMail::Once).await);
        ask(&m.visitor_from("192.0.2.99"), "nobody99", "nobody@example.com", ResetMail::Once).await.unwrap();
    }

    async fn a_day_without_mails_left_answers_alike(engine: Engine) {
        let m = TestMadang::with(engine, |settings| settings.limits.mail_per_day = 1).await;
        m.member("hong12").await;
        asked(&m).await;
        refused(ask(&m.visitor(), "hong12", "hong12@example.com", ResetMail::Again).await, Refusal::SendingExhausted);
        refused(ask(&m.visitor(), "nobody1", "nobody@example.com", ResetMail::Once).await, Refusal::SendingExhausted);
    }

    async fn of_parallel_requests_one_mails(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("hong12").await;
        for (login_id, email) in [("hong12", "hong12@example.com"), ("nobody1", "nobody@example.com")] {
            let results = in_parallel(8, |_| {
                let ctx = m.visitor();
                async move { ask(&ctx, login_id, email, ResetMail::Once).await.unwrap() }
            })
            .await;
            assert_eq!(results.iter().filter(|r| **r == ResetRequested::Requested).count(), 1, "{login_id}");
        }
        assert_eq!(m.mails_to("hong12@example.com").await.len(), 1);
    }

    async fn a_link_ends_after_its_time_and_by_a_newer_one(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("hong12").await;
        let first = asked(&m).await;
        ask(&m.visitor(), "hong12", "hong12@example.com", ResetMail::Again).await.unwrap();
        let second = m.last_mail("hong12@example.com", "reset-password").await.token();
        refused(reset_password(&m.visitor(), typed(&first, NEW)).await, Refusal::LinkOver);
        m.advance(Duration::from_secs(30 * 60));
        refused(reset_password(&m.visitor(), typed(&second, NEW)).await, Refusal::LinkOver);
        refused(reset_password(&m.visitor(), typed(&Secret::new("guess"), NEW)).await, Refusal::LinkOver);
        let third = asked(&m).await;
        reset_password(&m.visitor(), typed(&third, NEW)).await.unwrap();
    }

    async fn a_broken_rule_does_not_use_the_link_up(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("hong12").await;
        let link = asked(&m).await;
        invalid(reset_password(&m.visitor(), typed(&link, "short")).await, "password", Rule::PasswordGuide { min: 8, max: 15 });
        invalid(reset_password(&m.visitor(), typed(&link, "x!hong12ab")).await, "password", Rule::PasswordPersonal);
        let differs = ResetPassword { password_confirm: Secret::new("x"), ..typed(&link, NEW) };
        invalid(reset_password(&m.visitor(), differs).await, "password_confirm", Rule::PasswordMismatch);
        reset_password(&m.visitor(), typed(&link, PASSWORD)).await.unwrap();
    }

    async fn a_suspended_member_gets_a_new_password_and_stays_suspended(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        suspend(&m.operator().await.ctx, hong.id, "확인 중").await.unwrap();
        let link = asked(&m).await;
        reset_password(&m.visitor(), typed(&link, NEW)).await.unwrap();
        refused(m.signed_in("hong12", NEW).await.map(drop), Refusal::Suspended { reason: "확인 중".into() });
    }

    async fn who_left_meanwhile_is_gone(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let link = asked(&m).await;
        withdraw(&hong).await.unwrap();
        refused(reset_password(&m.visitor(), typed(&link, NEW)).await, Refusal::LinkOver);
    }

    async fn an_operator_s_link_wants_another_password(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        expire_password(&m.operator().await.ctx, hong.id).await.unwrap();
        let link = m.last_mail(&hong.email, "password-expired").await.token();
        assert_eq!(ask(&m.visitor(), "hong12", &hong.email, ResetMail::Once).await.unwrap(), ResetRequested::AlreadyRequested);
        invalid(reset_password(&m.visitor(), typed(&link, PASSWORD)).await, "password", Rule::PasswordUnchanged);
        reset_password(&m.visitor(), typed(&link, NEW)).await.unwrap();
        let (_, token) = m.signed_in("hong12", NEW).await.unwrap();
        let (_, found) = m.presenting(&Presented::Session(token)).await.unwrap();
        assert!(found.member.password_expired_at.is_none());
    }

    async fn failed_sign_ins_are_forgotten(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("hong12").await;
        for number in 1..=5 {
            refused(m.signed_in("hong12", "Wr0ng!pass").await.map(drop), Refusal::WrongIdOrPassword { captcha: number == 5 });
        }
        let link = asked(&m).await;
        reset_password(&m.visitor(), typed(&link, NEW)).await.unwrap();
        m.signed_in("hong12", NEW).await.unwrap();
    }

    async fn fields_are_checked(engine: Engine) {
        let m = TestMadang::new(engine).await;
        invalid(ask(&m.visitor(), "?", "a@example.com", ResetMail::Once).await, "login_id", Rule::LoginId);
        invalid(ask(&m.visitor(), "hong12", "a", ResetMail::Once).await, "email", Rule::Email);
    }
}
