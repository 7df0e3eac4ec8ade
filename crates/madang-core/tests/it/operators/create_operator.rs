use madang_core::members::{CreateOperator, MemberQuery, PasswordBy, create_operator, list};
use madang_core::{Error, Refusal};
use madang_model::members::StaffRole;
use madang_model::{Rule, Secret};
use madang_testkit::{PASSWORD, TestMadang, in_parallel, on_both_engines, only_winner};

use super::{is_invalid, is_refused};

fn called(login_id: &str) -> CreateOperator {
    CreateOperator {
        login_id: login_id.into(),
        password: Secret::new(PASSWORD),
        password_by: PasswordBy::Owner,
        name: None,
        email: None,
        phone: None,
    }
}

/// One whose password was made for them.
pub(super) fn made(login_id: &str) -> CreateOperator {
    CreateOperator { password_by: PasswordBy::Another, ..called(login_id) }
}

on_both_engines! {
    async fn the_machine_makes_an_operator_that_agrees_to_the_terms_first(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let input = CreateOperator { email: Some("ops@example.com".into()), phone: Some("010-1234-5678".into()), ..called("admin1") };
        let id = create_operator(&m.system(), input).await.unwrap();
        let (ctx, _) = m.signed_in("admin1", PASSWORD).await.unwrap();
        assert!(is_refused(list(&ctx, &MemberQuery::default()).await, &Refusal::TermsPending));
        let terms: Vec<_> = madang_core::terms::pending(&ctx).await.unwrap().into_iter().map(|document| document.id).collect();
        madang_core::terms::accept(&ctx, &terms).await.unwrap();
        let (ctx, _) = m.signed_in("admin1", PASSWORD).await.unwrap();
        let row = list(&ctx, &MemberQuery::default()).await.unwrap().items.pop().unwrap();
        assert_eq!((row.id, row.staff, row.state.as_str(), row.name.as_str()), (id, Some(StaffRole::Operator), "active", "admin1"));
        assert_eq!((row.email.as_str(), row.phone.as_str()), ("ops@example.com", "01012345678"));
        assert_eq!(m.audited("members.create_operator").await.len(), 1);
    }

    async fn its_fields_follow_the_rules_of_members(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("hong12").await;
        let system = m.system();
        assert!(is_invalid(create_operator(&system, called("HONG12")).await, "login_id", Rule::LoginIdTaken));
        assert!(is_invalid(create_operator(&system, CreateOperator { name: Some("Kim".into()), ..called("a b") }).await, "login_id", Rule::LoginId));
        let weak = CreateOperator { password: Secret::new("password"), ..called("admin1") };
        assert!(is_invalid(create_operator(&system, weak).await, "password", Rule::PasswordGuide { min: 8, max: 15 }));
        let telling = CreateOperator { password: Secret::new("admin1!pass"), ..called("admin1") };
        assert!(is_invalid(create_operator(&system, telling).await, "password", Rule::PasswordPersonal));
        let wrong = CreateOperator { email: Some("ops".into()), ..called("admin1") };
        assert!(is_invalid(create_operator(&system, wrong).await, "email", Rule::Email));
        let taken = CreateOperator { email: Some("Hong12@example.com".into()), ..called("admin1") };
        assert!(is_refused(create_operator(&system, taken).await, &Refusal::EmailFull));
        assert!(m.audited("members.create_operator").await.is_empty());
    }

    async fn several_operators_need_no_address(engine: Engine) {
        let m = TestMadang::new(engine).await;
        create_operator(&m.system(), called("admin1")).await.unwrap();
        create_operator(&m.system(), called("admin2")).await.unwrap();
    }

    async fn of_parallel_ones_with_one_id_one_is_made(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let results = in_parallel(8, |_| {
            let ctx = m.system();
            async move { create_operator(&ctx, called("admin1")).await }
        })
        .await;
        let (_, losers) = only_winner(results);
        assert!(losers.into_iter().all(|error| is_invalid::<()>(Err(error), "login_id", Rule::LoginIdTaken)));
    }

    async fn only_the_machine_makes_operators(engine: Engine) {
        let m = TestMadang::new(engine).await;
        for ctx in [m.visitor(), m.member("hong12").await.ctx.clone(), m.auditor().await.ctx.clone(), m.operator().await.ctx.clone()] {
            assert!(matches!(create_operator(&ctx, called("admin1")).await, Err(Error::Forbidden)));
        }
    }
}
