use std::sync::Arc;

use madang_core::Refusal;
use madang_core::members::{resume, suspend};
use madang_model::members::StaffRole;
use madang_model::{MemberId, Rule};
use madang_testkit::{PASSWORD, TestMadang, in_parallel, on_both_engines};

use super::{is_invalid, is_missing, is_refused, only_operators_may};

on_both_engines! {
    async fn a_suspended_member_is_out_until_let_in_again(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        suspend(&operator, hong.id, "  요금   미납 ").await.unwrap();
        assert!(m.again(&hong).await.is_err(), "sessions end");
        let told = m.signed_in("hong12", PASSWORD).await;
        assert!(is_refused(told, &Refusal::Suspended { reason: "요금 미납".into() }));
        let guessed = m.signed_in("hong12", "wrong").await;
        assert!(is_refused(guessed, &Refusal::WrongIdOrPassword { captcha: false }), "only who knows the password is told");
        assert!(is_refused(suspend(&operator, hong.id, "again").await, &Refusal::Superseded));

        resume(&operator, hong.id).await.unwrap();
        assert!(m.again(&hong).await.is_err(), "and stay ended");
        m.signed_in("hong12", PASSWORD).await.unwrap();
        assert!(is_refused(resume(&operator, hong.id).await, &Refusal::Superseded));
        assert_eq!((m.audited("members.suspend").await.len(), m.audited("members.resume").await.len()), (1, 1));
    }

    async fn a_reason_is_a_line(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        assert!(is_invalid(suspend(&operator, hong.id, "  ").await, "reason", Rule::Required));
        assert!(is_invalid(suspend(&operator, hong.id, "a\nb").await, "reason", Rule::Characters));
        assert!(is_invalid(suspend(&operator, hong.id, &"가".repeat(301)).await, "reason", Rule::TooLong { max: 300 }));
        m.signed_in("hong12", PASSWORD).await.unwrap();
    }

    async fn the_unverified_are_neither_suspended_nor_resumed(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let id = m.unverified("hong12").await;
        assert!(is_refused(suspend(&operator, id, "reason").await, &Refusal::Superseded));
        assert!(is_refused(resume(&operator, id).await, &Refusal::Superseded));
        let nobody: MemberId = m.system().new_id();
        assert!(is_missing(suspend(&operator, nobody, "reason").await) && is_missing(resume(&operator, nobody).await));
    }

    async fn nobody_suspends_themselves_and_only_the_machine_the_last_operator(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        assert!(is_refused(suspend(&operator, operator.id, "reason").await, &Refusal::Yourself));
        let second = m.staff("second", StaffRole::Operator).await;
        suspend(&operator, second.id, "reason").await.unwrap();
        // The second one's request was under way when it was suspended.
        assert!(is_refused(suspend(&second, operator.id, "reason").await, &Refusal::LastOperator));
        suspend(&m.system(), operator.id, "reason").await.unwrap();
    }

    async fn of_operators_that_suspend_each_other_at_once_one_is_left(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let mut ring = Vec::new();
        for number in 0..4 {
            ring.push(m.staff(&format!("operator{number}"), StaffRole::Operator).await);
        }
        let ring = Arc::new(ring);
        // The first rounds only open connections.
        for round in 1..=8 {
            let results = in_parallel(4, |number| {
                let ring = Arc::clone(&ring);
                async move { suspend(&ring[number], ring[(number + 1) % 4].id, "reason").await }
            })
            .await;
            let lost: Vec<_> = results.into_iter().filter_map(Result::err).collect();
            assert_eq!(lost.len(), 1, "round {round}: {lost:?}");
            assert!(lost.into_iter().all(|error| is_refused::<()>(Err(error), &Refusal::LastOperator)));
            for operator in ring.iter() {
                let _ = resume(&m.system(), operator.id).await;
            }
        }
        assert_eq!(m.audited("members.suspend").await.len(), 24);
    }

    async fn of_parallel_suspensions_one_counts(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        let results = in_parallel(8, |_| {
            let (ctx, id) = (operator.ctx.clone(), hong.id);
            async move { suspend(&ctx, id, "reason").await }
        })
        .await;
        let (_, losers) = madang_testkit::only_winner(results);
        assert!(losers.into_iter().all(|error| is_refused::<()>(Err(error), &Refusal::Superseded)));
    }

    async fn only_operators_suspend(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        only_operators_may!(m, |ctx| suspend(ctx, hong.id, "reason"));
    }

    async fn only_operators_resume(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        only_operators_may!(m, |ctx| resume(ctx, hong.id));
    }
}
