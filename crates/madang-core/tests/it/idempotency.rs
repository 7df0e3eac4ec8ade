use std::time::Duration;

use madang_core::idempotency::{Answer, Begun, Claim, begin, finish, forget};
use madang_core::{Ctx, Entry, Error, Refusal, housekeeping};
use madang_db::Sql;
use madang_testkit::{TestMadang, in_parallel, on_both_engines};

fn answer(body: &str) -> Answer {
    Answer { status: 201, headers: vec![("location".into(), "/x".into())], body: body.into() }
}

async fn fresh(ctx: &Ctx, token: &str) -> Claim {
    let begun = begin(ctx, "hong", token, "print").await.unwrap();
    let Begun::Fresh(claim) = begun else { panic!("expected a fresh request, got {begun:?}") };
    claim
}

on_both_engines! {
    async fn the_first_answer_is_given_again_for_a_day(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let ctx = m.visitor();
        let claim = fresh(&ctx, "t1").await;
        assert!(matches!(begin(&ctx, "hong", "t1", "print").await.unwrap(), Begun::InProgress));
        finish(&ctx, &claim, &answer("a secret token")).await.unwrap();
        for _ in 0..2 {
            let Begun::Replay(found) = begin(&ctx, "hong", "t1", "print").await.unwrap() else { panic!("it is answered") };
            assert!(found == answer("a secret token"));
        }
        assert_eq!(m.number(Sql::new("SELECT COUNT(*) FROM idempotency WHERE sealed LIKE '%secret%'")).await, 0);
        m.advance(Duration::from_secs(86_400));
        fresh(&ctx, "t1").await;
    }

    async fn a_token_names_one_request_of_one_actor(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let ctx = m.visitor();
        let claim = fresh(&ctx, "t1").await;
        assert!(matches!(begin(&ctx, "hong", "t1", "other").await.unwrap(), Begun::Mismatch));
        finish(&ctx, &claim, &answer("hong's")).await.unwrap();
        assert!(matches!(begin(&ctx, "hong", "t1", "other").await.unwrap(), Begun::Mismatch));
        assert!(matches!(begin(&ctx, "kim", "t1", "print").await.unwrap(), Begun::Fresh(_)), "another actor's is another's");
    }

    async fn of_parallel_requests_one_is_carried_out(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let fresh = count_fresh(&m).await;
        assert_eq!(fresh, 1);
    }

    async fn what_a_dead_process_began_is_taken_over_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let ctx = m.visitor();
        let dead = fresh(&ctx, "t1").await;
        m.advance(Duration::from_secs(59));
        assert_eq!(count_fresh(&m).await, 0);
        m.advance(Duration::from_secs(2));
        assert_eq!(count_fresh(&m).await, 1);
        // It was not dead after all, only slow: the other's answer counts.
        finish(&ctx, &dead, &answer("late")).await.unwrap();
        forget(&ctx, &dead).await.unwrap();
        assert!(matches!(begin(&ctx, "hong", "t1", "print").await.unwrap(), Begun::InProgress));
    }

    async fn what_acted_before_its_process_died_acts_no_second_time(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let act = async |claim: &Claim| {
            let ctx = Ctx { claim: Some(claim.clone()), ..m.visitor() };
            let mut work = ctx.begin().await.unwrap();
            work.audit(Entry::new("test.act", "thing", "x"));
            work.commit().await
        };
        let ctx = m.visitor();
        let claim = fresh(&ctx, "t1").await;
        act(&claim).await.unwrap();
        act(&claim).await.unwrap();
        assert!(matches!(begin(&ctx, "hong", "t1", "print").await.unwrap(), Begun::InProgress), "it may yet answer");
        m.advance(Duration::from_secs(60));
        assert!(matches!(begin(&ctx, "hong", "t1", "print").await.unwrap(), Begun::Lost));
        assert!(matches!(begin(&ctx, "hong", "t1", "other").await.unwrap(), Begun::Mismatch));
        // Slow, not dead: its answer counts after all.
        finish(&ctx, &claim, &answer("done")).await.unwrap();
        assert!(matches!(begin(&ctx, "hong", "t1", "print").await.unwrap(), Begun::Replay(_)));
    }

    async fn who_was_taken_for_dead_acts_no_more(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let ctx = m.visitor();
        let slow = fresh(&ctx, "t1").await;
        m.advance(Duration::from_secs(60));
        fresh(&ctx, "t1").await;
        let ctx = Ctx { claim: Some(slow), ..ctx };
        let mut work = ctx.begin().await.unwrap();
        work.audit(Entry::new("test.act", "thing", "x"));
        assert!(matches!(work.commit().await, Err(Error::Refused(Refusal::Superseded))));
        assert!(m.audited("test.act").await.is_empty());
    }

    async fn what_did_nothing_can_be_sent_again(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let ctx = m.visitor();
        let claim = fresh(&ctx, "t1").await;
        forget(&ctx, &claim).await.unwrap();
        let claim = fresh(&ctx, "t1").await;
        finish(&ctx, &claim, &answer("done")).await.unwrap();
        forget(&ctx, &claim).await.unwrap();
        assert!(matches!(begin(&ctx, "hong", "t1", "print").await.unwrap(), Begun::Replay(_)), "what is done stays done");
    }

    async fn tokens_are_short_and_visible(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let ctx = m.visitor();
        for token in ["", "a b", "a\0", "토큰", &"a".repeat(256)] {
            assert!(matches!(begin(&ctx, "hong", token, "print").await, Err(Error::Invalid(_))), "{token}");
        }
        fresh(&ctx, &"a".repeat(255)).await;
    }

    async fn old_answers_are_forgotten(engine: Engine) {
        let m = TestMadang::new(engine).await;
        fresh(&m.visitor(), "t1").await;
        m.advance(Duration::from_secs(86_401));
        fresh(&m.visitor(), "t2").await;
        for reconciler in housekeeping::reconcilers(m.platform()) {
            reconciler.activate().await.unwrap();
        }
        assert_eq!(m.number(Sql::new("SELECT COUNT(*) FROM idempotency")).await, 1);
    }
}

async fn count_fresh(m: &TestMadang) -> usize {
    let results = in_parallel(8, |_| {
        let ctx = m.visitor();
        async move { matches!(begin(&ctx, "hong", "t1", "print").await.unwrap(), Begun::Fresh(_)) }
    })
    .await;
    results.into_iter().filter(|fresh| *fresh).count()
}
