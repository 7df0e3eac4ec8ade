use std::sync::Arc;
use std::time::Duration;

use madang_core::members::resend_as_operator;
use madang_core::outbox::{MailDriver, Outcome};
use madang_core::{Refusal, jobs};
use madang_model::{JobId, Rule};
use madang_testkit::{FakeMail, TestMadang, in_parallel, on_both_engines, only_winner};

use super::{is_invalid, is_missing, is_refused, only_operators_may, only_staff_may};

fn in_state(state: &str) -> jobs::JobQuery {
    jobs::JobQuery { state: Some(state.into()), before: None }
}

on_both_engines! {
    async fn a_job_that_was_given_up_gets_another_chance(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let id = m.unverified("hong12").await;
        resend_as_operator(&operator, id).await.unwrap();
        let waiting = jobs::list(&operator, &in_state("queued")).await.unwrap().items.pop().unwrap();
        assert!(is_refused(jobs::retry(&operator, waiting.id).await, &Refusal::Superseded), "it is not dead");
        let mail = Arc::new(FakeMail::default());
        mail.fail_with(vec![Outcome::Later("451".into()); 12]);
        let driver: Arc<dyn MailDriver> = mail.clone();
        let worker = m.worker(Some(driver), None);
        for _ in 0..12 {
            worker.run_due().await.unwrap();
            m.advance(Duration::from_secs(3600));
        }
        let dead = jobs::list(&operator, &in_state("dead")).await.unwrap().items.pop().unwrap();
        assert_eq!((dead.id, dead.last_error.as_deref()), (waiting.id, Some("451")));
        let counts = jobs::overview(&operator).await.unwrap().counts;
        assert_eq!(counts.iter().map(|count| (count.state.as_str(), count.jobs)).collect::<Vec<_>>(), [("queued", 0), ("running", 0), ("dead", 1)]);

        let results = in_parallel(8, |_| {
            let ctx = operator.ctx.clone();
            async move { jobs::retry(&ctx, dead.id).await }
        })
        .await;
        let (_, losers) = only_winner(results);
        assert!(losers.into_iter().all(|error| is_refused::<()>(Err(error), &Refusal::Superseded)));
        worker.run_due().await.unwrap();
        assert_eq!((mail.taken().len(), jobs::get(&operator, dead.id).await.unwrap().state.as_str()), (1, "done"));
        assert_eq!(m.audited("jobs.retry").await.len(), 1);
    }

    async fn pages_hold_all(engine: Engine) {
        let m = TestMadang::with(engine, |s| s.limits.mail_per_recipient = 1000).await;
        let operator = m.operator().await;
        let id = m.unverified("hong12").await;
        for _ in 0..60 {
            resend_as_operator(&operator, id).await.unwrap();
        }
        for query in [jobs::JobQuery::default(), in_state("queued")] {
            let first = jobs::list(&operator, &query).await.unwrap();
            let rest = jobs::list(&operator, &jobs::JobQuery { before: first.next.clone(), ..query }).await.unwrap();
            assert_eq!((first.items.len(), rest.items.len(), rest.next), (50, 10, None));
            assert!(first.items.iter().chain(&rest.items).map(|job| job.id).is_sorted_by(|newer, older| newer > older));
        }
        assert!(jobs::list(&operator, &in_state("dead")).await.unwrap().items.is_empty());
        assert!(is_invalid(jobs::list(&operator, &in_state("lost")).await, "state", Rule::Choice));
        let nothing: JobId = m.system().new_id();
        assert!(is_missing(jobs::get(&operator, nothing).await) && is_missing(jobs::retry(&operator, nothing).await));
    }

    async fn only_staff_look_at_jobs(engine: Engine) {
        let m = TestMadang::new(engine).await;
        only_staff_may!(m, |ctx| jobs::list(ctx, &jobs::JobQuery::default()));
    }

    async fn only_staff_look_at_the_whole(engine: Engine) {
        let m = TestMadang::new(engine).await;
        only_staff_may!(m, |ctx| jobs::overview(ctx));
    }

    async fn only_staff_look_at_one(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let id = m.unverified("hong12").await;
        resend_as_operator(&m.system(), id).await.unwrap();
        let job = jobs::list(&m.system(), &jobs::JobQuery::default()).await.unwrap().items.pop().unwrap();
        only_staff_may!(m, |ctx| jobs::get(ctx, job.id));
    }

    async fn only_operators_retry(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let id: JobId = m.system().new_id();
        only_operators_may!(m, |ctx| jobs::retry(ctx, id));
    }
}
