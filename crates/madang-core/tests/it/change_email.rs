use std::time::Duration;

use madang_core::Refusal;
use madang_core::members::{
    ChangePassword, LinkPurpose, RequestPasswordReset, ResetMail, change_email, change_password,
    confirm_email, find_id, get_profile, peek_link, request_password_reset, suspend,
};
use madang_model::{Rule, Secret};
use madang_testkit::{PASSWORD, TestMadang, TestMember, in_parallel, on_both_engines, only_winner};

use crate::expect::{forbidden, invalid, not_found, password_required, refused, sign_in_required};

const NEW: &str = "new@example.com";

async fn asked(m: &TestMadang) -> (TestMember, Secret) {
    let hong = m.member("hong12").await;
    change_email(&hong, NEW).await.unwrap();
    let link = m.last_mail(NEW, "change-email").await.token();
    (hong, link)
}

on_both_engines! {
    async fn a_followed_link_changes_the_address_and_the_old_one_hears_of_it(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, link) = asked(&m).await;
        assert_eq!(get_profile(&hong).await.unwrap().email, hong.email, "nothing changes before the link");
        peek_link(&m.visitor(), LinkPurpose::ChangeEmail, &link).await.unwrap();
        assert_eq!(confirm_email(&hong, &link).await.unwrap(), hong.id);
        let row = get_profile(&hong).await.unwrap();
        assert_eq!((row.email.as_str(), row.email_claim.as_deref()), (NEW, Some("new@example.com#0")));
        assert_eq!(m.mail_kinds(&hong.email).await, ["email-change-requested", "email-changed"]);
        refused(confirm_email(&hong, &link).await, Refusal::LinkOver);
        let found = find_id(&m.visitor(), crate::find_id::typed("홍길동", NEW)).await.unwrap();
        assert_eq!(found, ["hong12"]);
    }

    async fn a_link_used_in_parallel_works_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, link) = asked(&m).await;
        let results = in_parallel(8, |_| {
            let (ctx, link) = (hong.ctx.clone(), link.clone());
            async move { confirm_email(&ctx, &link).await }
        })
        .await;
        for loser in only_winner(results).1 {
            refused(Err::<(), _>(loser), Refusal::LinkOver);
        }
    }

    async fn of_parallel_links_to_one_address_one_wins(engine: Engine) {
        let m = TestMadang::with(engine, |settings| settings.limits.mail_per_recipient = 100).await;
        let mut links = Vec::new();
        for number in 0..8 {
            let member = m.member(&format!("hong{number}0")).await;
            change_email(&member, NEW).await.unwrap();
            links.push((member.ctx.clone(), m.last_mail(NEW, "change-email").await.token()));
        }
        let results = in_parallel(8, |number| {
            let (ctx, link) = links[number].clone();
            async move { confirm_email(&ctx, &link).await }
        })
        .await;
        for loser in only_winner(results).1 {
            refused(Err::<(), _>(loser), Refusal::EmailFull);
        }
    }

    async fn the_old_address_is_free_again(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, link) = asked(&m).await;
        confirm_email(&hong, &link).await.unwrap();
        let kim = m.member("kim123").await;
        change_email(&kim, &hong.email).await.unwrap();
        confirm_email(&kim, &m.last_mail(&hong.email, "change-email").await.token()).await.unwrap();
    }

    async fn an_address_that_is_full_is_told_only_to_its_owner(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, kim) = (m.member("hong12").await, m.member("kim123").await);
        change_email(&hong, &kim.email.to_uppercase()).await.unwrap();
        assert_eq!(m.mail_kinds(&kim.email).await, ["email-known"]);
        assert_eq!(m.mail_kinds(&hong.email).await, ["email-change-requested"]);
    }

    async fn an_address_that_fills_up_meanwhile_is_refused(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, link) = asked(&m).await;
        let kim = m.member("kim123").await;
        change_email(&kim, NEW).await.unwrap();
        confirm_email(&kim, &m.last_mail(NEW, "change-email").await.token()).await.unwrap();
        refused(confirm_email(&hong, &link).await, Refusal::EmailFull);
        let row = get_profile(&hong).await.unwrap();
        assert_eq!((row.email, row.email_claim), (hong.email.clone(), Some(format!("{}#0", hong.email))));
    }

    async fn links_end_by_time_by_a_newer_one_and_by_suspension(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, first) = asked(&m).await;
        change_email(&hong, "other@example.com").await.unwrap();
        refused(confirm_email(&hong, &first).await, Refusal::LinkOver);
        let second = m.last_mail("other@example.com", "change-email").await.token();
        m.advance(Duration::from_secs(24 * 3600));
        refused(confirm_email(&hong, &second).await, Refusal::LinkOver);
        let kim = m.member("kim123").await;
        change_email(&kim, "third@example.com").await.unwrap();
        suspend(&m.operator().await.ctx, kim.id, "확인 중").await.unwrap();
        let third = m.last_mail("third@example.com", "change-email").await.token();
        refused(confirm_email(&kim, &third).await, Refusal::LinkOver);
    }

    async fn reset_links_that_the_old_address_got_end(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, link) = asked(&m).await;
        let ask = RequestPasswordReset { login_id: "hong12".into(), email: hong.email.clone(), mail: ResetMail::Once };
        request_password_reset(&m.visitor(), ask).await.unwrap();
        let reset = m.last_mail(&hong.email, "reset-password").await.token();
        confirm_email(&hong, &link).await.unwrap();
        refused(peek_link(&m.visitor(), LinkPurpose::ResetPassword, &reset).await, Refusal::LinkOver);
    }

    async fn a_link_that_somebody_else_got_is_of_no_use_to_them(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, link) = asked(&m).await;
        let kim = m.member("kim123").await;
        not_found(confirm_email(&kim, &link).await);
        not_found(confirm_email(&m.operator().await.ctx, &link).await);
        sign_in_required(confirm_email(&m.visitor(), &link).await);
        forbidden(confirm_email(&crate::tokens::with_all_scopes(&m, &hong).await, &link).await);
        confirm_email(&hong, &link).await.unwrap();
    }

    async fn a_changed_password_ends_links_that_are_under_way(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, link) = asked(&m).await;
        let new = Secret::new("An0ther!one");
        let typed = ChangePassword { current: Secret::new(PASSWORD), password: new.clone(), password_confirm: new };
        change_password(&hong, typed).await.unwrap();
        refused(confirm_email(&hong, &link).await, Refusal::LinkOver);
    }

    async fn nobody_else_and_no_old_password_may(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        invalid(change_email(&hong, "nobody").await, "email", Rule::Email);
        invalid(change_email(&hong, &hong.email.to_uppercase()).await, "email", Rule::EmailUnchanged);
        sign_in_required(change_email(&m.visitor(), NEW).await);
        forbidden(change_email(&crate::tokens::with_all_scopes(&m, &hong).await, NEW).await);
        m.advance(Duration::from_secs(16 * 60));
        password_required(change_email(&hong, NEW).await);
        assert!(m.mails_to(NEW).await.is_empty());
    }
}
