use std::sync::Arc;
use std::time::Duration;

use madang_core::members::{MemberQuery, list, set_staff};
use madang_core::{Error, Refusal};
use madang_model::MemberId;
use madang_model::members::StaffRole;
use madang_testkit::{TestMadang, in_parallel, on_both_engines, only_winner};

use super::{is_missing, is_refused, only_operators_may};

on_both_engines! {
    async fn a_role_is_given_and_taken_at_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        set_staff(&operator, hong.id, Some(StaffRole::Auditor)).await.unwrap();
        list(&m.again(&hong).await.unwrap(), &MemberQuery::default()).await.unwrap();
        set_staff(&operator, hong.id, Some(StaffRole::Auditor)).await.unwrap();
        set_staff(&operator, hong.id, None).await.unwrap();
        assert!(matches!(list(&m.again(&hong).await.unwrap(), &MemberQuery::default()).await, Err(Error::Forbidden)));
        let details: Vec<_> = m.audited("members.set_staff").await.into_iter().map(|entry| entry.detail).collect();
        assert_eq!(details, [r#"{"from":null,"to":"auditor"}"#, r#"{"from":"auditor","to":null}"#]);
    }

    async fn nobody_changes_their_own_role_and_an_operator_is_left(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        assert!(is_refused(set_staff(&operator, operator.id, None).await, &Refusal::Yourself));
        assert!(is_refused(set_staff(&m.system(), operator.id, None).await, &Refusal::LastOperator));
        assert!(is_refused(set_staff(&m.system(), operator.id, Some(StaffRole::Auditor)).await, &Refusal::LastOperator));
        let second = m.staff("second", StaffRole::Operator).await;
        set_staff(&second, operator.id, Some(StaffRole::Auditor)).await.unwrap();
    }

    async fn of_two_operators_that_demote_each_other_one_is_left(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let pair = Arc::new([m.operator().await, m.staff("second", StaffRole::Operator).await]);
        // The first rounds only open connections.
        for _ in 0..8 {
            let results = in_parallel(2, |number| {
                let pair = Arc::clone(&pair);
                async move { set_staff(&pair[number], pair[1 - number].id, None).await }
            })
            .await;
            let (_, losers) = only_winner(results);
            assert!(losers.into_iter().all(|error| is_refused::<()>(Err(error), &Refusal::LastOperator)));
            for operator in pair.iter() {
                set_staff(&m.system(), operator.id, Some(StaffRole::Operator)).await.unwrap();
            }
        }
    }

    async fn the_password_was_given_recently(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        m.advance(Duration::from_secs(16 * 60));
        assert!(matches!(set_staff(&operator, hong.id, Some(StaffRole::Operator)).await, Err(Error::ReauthenticationRequired)));
    }

    async fn only_who_can_sign_in_gets_a_role(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let id = m.unverified("hong12").await;
        assert!(is_refused(set_staff(&operator, id, Some(StaffRole::Operator)).await, &Refusal::Superseded));
        assert!(is_missing(set_staff(&operator, m.system().new_id::<MemberId>(), None).await));
    }

    async fn only_operators_give_roles(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        only_operators_may!(m, |ctx| set_staff(ctx, hong.id, Some(StaffRole::Operator)));
    }
}
