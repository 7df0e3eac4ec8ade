use std::time::Duration;

use madang_core::members::{
    CreateToken, Presented, create_token, delete_token, get_profile, list_tokens, suspend,
};
use madang_core::{Ctx, Error, Refusal, Scope};
use madang_model::Rule;
use madang_testkit::{TestMadang, TestMember, in_parallel, on_both_engines};

use crate::expect::{forbidden, invalid, not_found, password_required, refused, sign_in_required};

fn chosen(scopes: &[Scope]) -> CreateToken {
    CreateToken { name: "CI".into(), scopes: scopes.to_vec(), days: 30 }
}

/// The surroundings of a call by a member's new token with these scopes.
pub(crate) async fn with_scopes(m: &TestMadang, member: &TestMember, scopes: &[Scope]) -> Ctx {
    let created = create_token(member, chosen(scopes)).await.unwrap();
    m.presenting(&Presented::Token(created.token)).await.unwrap().0
}

/// The same, with every scope that a customer can have.
pub(crate) async fn with_all_scopes(m: &TestMadang, member: &TestMember) -> Ctx {
    with_scopes(m, member, &[Scope::AccountRead, Scope::AccountWrite]).await
}

on_both_engines! {
    async fn a_token_is_shown_once_and_works(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let created = create_token(&hong, chosen(&[Scope::AccountWrite, Scope::AccountRead, Scope::AccountRead])).await.unwrap();
        assert!(created.token.reveal().starts_with("mdg_pat_"));
        let listed = list_tokens(&hong).await.unwrap();
        assert_eq!((listed[0].id, listed[0].name.as_str(), listed[0].scopes.as_str()), (created.id, "CI", "account:read account:write"));
        assert!(created.token.reveal().ends_with(&listed[0].hint) && listed[0].seen_at.is_none());
        let (ctx, found) = m.presenting(&Presented::Token(created.token.clone())).await.unwrap();
        assert_eq!(found.member.id, hong.id);
        get_profile(&ctx).await.unwrap();
        assert!(list_tokens(&hong).await.unwrap()[0].seen_at.is_some());
        assert_eq!(m.mail_kinds(&hong.email).await, ["token-created"]);
        sign_in_required(m.presenting(&Presented::Session(created.token)).await.map(drop));
    }

    async fn a_token_ends_by_time_deletion_and_suspension(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let one = create_token(&hong, CreateToken { days: 1, ..chosen(&[Scope::AccountRead]) }).await.unwrap();
        let two = create_token(&hong, chosen(&[Scope::AccountRead])).await.unwrap();
        let (one_token, two_token) = (Presented::Token(one.token), Presented::Token(two.token));
        delete_token(&hong, two.id).await.unwrap();
        not_found(delete_token(&hong, two.id).await);
        sign_in_required(m.presenting(&two_token).await.map(drop));
        m.presenting(&one_token).await.unwrap();
        let operator = m.operator().await;
        suspend(&operator, hong.id, "확인 중").await.unwrap();
        sign_in_required(m.presenting(&one_token).await.map(drop));
        madang_core::members::resume(&operator, hong.id).await.unwrap();
        m.presenting(&one_token).await.unwrap();
        m.advance(Duration::from_secs(86_400));
        sign_in_required(m.presenting(&one_token).await.map(drop));
    }

    async fn each_field_is_checked(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let read = [Scope::AccountRead];
        invalid(create_token(&hong, CreateToken { name: " ".into(), ..chosen(&read) }).await, "name", Rule::Required);
        invalid(create_token(&hong, chosen(&[])).await, "scopes", Rule::Required);
        for days in [0, 366, u32::MAX] {
            invalid(create_token(&hong, CreateToken { days, ..chosen(&read) }).await, "days", Rule::Range { min: 1, max: 365 });
        }
    }

    async fn staff_scopes_are_for_staff(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, auditor, operator) = (m.member("hong12").await, m.auditor().await, m.operator().await);
        invalid(create_token(&hong, chosen(&[Scope::StaffRead])).await, "scopes", Rule::Choice);
        invalid(create_token(&auditor, chosen(&[Scope::StaffRead, Scope::StaffWrite])).await, "scopes", Rule::Choice);
        create_token(&auditor, chosen(&[Scope::StaffRead])).await.unwrap();
        create_token(&operator, chosen(Scope::ALL)).await.unwrap();
    }

    async fn there_are_fifty_at_most_however_parallel(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        for _ in 0..47 {
            create_token(&hong, chosen(&[Scope::AccountRead])).await.unwrap();
        }
        let results = in_parallel(8, |_| {
            let ctx = hong.ctx.clone();
            async move { create_token(&ctx, chosen(&[Scope::AccountRead])).await }
        })
        .await;
        assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 3);
        for loser in results.into_iter().filter_map(Result::err) {
            refused(Err::<(), Error>(loser), Refusal::TooMany { most: 50 });
        }
    }

    async fn no_token_makes_or_ends_tokens(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, kim) = (m.member("hong12").await, m.member("kim123").await);
        let token = with_all_scopes(&m, &hong).await;
        let id = list_tokens(&token).await.unwrap()[0].id;
        forbidden(create_token(&token, chosen(&[Scope::AccountRead])).await);
        forbidden(delete_token(&token, id).await);
        not_found(delete_token(&kim, id).await);
        sign_in_required(create_token(&m.visitor(), chosen(&[Scope::AccountRead])).await);
        sign_in_required(list_tokens(&m.visitor()).await);
        sign_in_required(delete_token(&m.visitor(), id).await);
        m.advance(Duration::from_secs(16 * 60));
        password_required(create_token(&hong, chosen(&[Scope::AccountRead])).await);
        delete_token(&hong, id).await.unwrap();
    }
}
