use std::time::Duration;

use madang_core::Refusal;
use madang_core::members::{
    LinkPurpose, ResendVerification, peek_link, resend_verification, sign_up, verify_email,
};
use madang_model::Secret;
use madang_testkit::{TestMadang, in_parallel, on_both_engines, only_winner};

use crate::expect::{invalid, refused};

/// Signs several up with one address; their links.
async fn with_one_address(m: &TestMadang, address: &str, count: usize) -> Vec<Secret> {
    let mut links = Vec::new();
    for number in 0..count {
        let mut form = m.sign_up_form(&m.visitor(), &format!("hong{number}0")).await;
        form.email = address.to_owned();
        sign_up(&m.visitor(), form).await.unwrap();
        links.push(m.last_mail(address, "verify-email").await.token());
    }
    links
}

async fn resend(m: &TestMadang, login_id: &str, email: &str) {
    resend_verification(&m.visitor(), ResendVerification { login_id: login_id.into(), email: email.into() })
        .await
        .unwrap();
}

on_both_engines! {
    async fn a_link_works_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let links = with_one_address(&m, "hong@example.com", 1).await;
        peek_link(&m.visitor(), LinkPurpose::VerifyEmail, &links[0]).await.unwrap();
        refused(peek_link(&m.visitor(), LinkPurpose::ResetPassword, &links[0]).await, Refusal::LinkOver);
        verify_email(&m.visitor(), &links[0]).await.unwrap();
        refused(verify_email(&m.visitor(), &links[0]).await, Refusal::LinkOver);
        refused(peek_link(&m.visitor(), LinkPurpose::VerifyEmail, &links[0]).await, Refusal::LinkOver);
    }

    async fn a_link_used_in_parallel_works_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let links = with_one_address(&m, "hong@example.com", 1).await;
        let results = in_parallel(8, |_| {
            let (ctx, token) = (m.visitor(), links[0].clone());
            async move { verify_email(&ctx, &token).await }
        })
        .await;
        for loser in only_winner(results).1 {
            refused(Err::<(), _>(loser), Refusal::LinkOver);
        }
        assert_eq!(m.audited("members.verify_email").await.len(), 1);
    }

    async fn of_one_address_s_links_in_parallel_one_makes_a_member(engine: Engine) {
        let m = TestMadang::with(engine, |settings| settings.limits.mail_per_recipient = 100).await;
        let links = with_one_address(&m, "hong@example.com", 8).await;
        let results = in_parallel(8, |number| {
            let (ctx, token) = (m.visitor(), links[number].clone());
            async move { verify_email(&ctx, &token).await }
        })
        .await;
        for loser in only_winner(results).1 {
            refused(Err::<(), _>(loser), Refusal::EmailFull);
        }
    }

    async fn an_address_with_two_places_takes_two(engine: Engine) {
        let m = TestMadang::with(engine, |settings| {
            settings.limits.mail_per_recipient = 100;
            settings.sign_up.ids_per_email = 2;
        })
        .await;
        let links = with_one_address(&m, "hong@example.com", 8).await;
        let results = in_parallel(8, |number| {
            let (ctx, token) = (m.visitor(), links[number].clone());
            async move { verify_email(&ctx, &token).await }
        })
        .await;
        assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 2, "{results:?}");
    }

    async fn a_link_ends_after_a_day(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let links = with_one_address(&m, "hong@example.com", 1).await;
        m.advance(Duration::from_secs(24 * 3600));
        refused(verify_email(&m.visitor(), &links[0]).await, Refusal::LinkOver);
        refused(verify_email(&m.visitor(), &Secret::new("guess")).await, Refusal::LinkOver);
    }

    async fn a_mail_sent_again_replaces_the_first(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let old = with_one_address(&m, "hong@example.com", 1).await.remove(0);
        resend(&m, "hong00", "HONG@example.com").await;
        let new = m.last_mail("hong@example.com", "verify-email").await.token();
        refused(verify_email(&m.visitor(), &old).await, Refusal::LinkOver);
        verify_email(&m.visitor(), &new).await.unwrap();
    }

    async fn asking_again_tells_nothing_and_mails_nobody_else(engine: Engine) {
        let m = TestMadang::new(engine).await;
        with_one_address(&m, "hong@example.com", 1).await;
        let kim = m.member("kim123").await;
        resend(&m, "nobody1", "nobody@example.com").await;
        resend(&m, "hong00", "other@example.com").await;
        resend(&m, "kim123", &kim.email).await;
        for _ in 0..6 {
            resend(&m, "hong00", "hong@example.com").await;
        }
        assert!(m.mails_to(&kim.email).await.is_empty() && m.mails_to("other@example.com").await.is_empty());
        assert_eq!(m.mails_to("hong@example.com").await.len(), 5, "an address gets five mails an hour");
        let bad = ResendVerification { login_id: "?".into(), email: "hong@example.com".into() };
        invalid(resend_verification(&m.visitor(), bad).await, "login_id", madang_model::Rule::LoginId);
    }

    async fn the_last_link_sent_works_even_where_no_more_are_sent(engine: Engine) {
        let m = TestMadang::new(engine).await;
        with_one_address(&m, "hong@example.com", 1).await;
        for _ in 0..6 {
            resend(&m, "hong00", "hong@example.com").await;
        }
        let last = m.last_mail("hong@example.com", "verify-email").await.token();
        verify_email(&m.visitor(), &last).await.unwrap();
    }
}
