use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;

use async_trait::async_trait;
use madang_core::Ctx;
use madang_jobs::{Failure, Handler, JobFilter, JobRow, Nudge, Reconciler, Worker, WorkerSettings};
use madang_model::JobId;
use madang_testkit::{TestMadang, in_parallel, on_both_engines};
use serde_json::json;
use tokio::sync::Notify;

/// Counts its runs and answers as told.
#[derive(Default)]
struct Told {
    runs: Mutex<Vec<JobId>>,
    failures: Mutex<Vec<Failure>>,
}

#[async_trait]
impl Handler for Told {
    fn kind(&self) -> &'static str {
        "test.told"
    }

    async fn run(&self, job: &JobRow) -> Result<(), Failure> {
        self.runs.lock().unwrap().push(job.id);
        self.failures.lock().unwrap().pop().map_or(Ok(()), Err)
    }
}

/// Runs until it is let go, and says when it has begun.
#[derive(Default)]
struct Held {
    begun: Notify,
    let_go: Notify,
}

#[async_trait]
impl Handler for Held {
    fn kind(&self) -> &'static str {
        "test.told"
    }

    async fn run(&self, _: &JobRow) -> Result<(), Failure> {
        self.begun.notify_one();
        self.let_go.notified().await;
        Ok(())
    }
}

fn worker(m: &TestMadang, name: &str, handler: Arc<dyn Handler>) -> Worker {
    let platform = m.platform();
    Worker::new(
        platform.db.clone(),
        platform.clock.clone(),
        name.to_owned(),
        WorkerSettings::default(),
        Nudge::default(),
    )
    .handler(handler)
}

async fn enqueue(ctx: &Ctx) -> JobId {
    let mut work = ctx.begin().await.unwrap();
    let id = work.enqueue("test.told", &json!({}), ctx.now()).await.unwrap();
    work.commit().await.unwrap();
    id
}

async fn job(m: &TestMadang, id: JobId) -> JobRow {
    madang_jobs::find(&mut m.platform().db.read().await.unwrap(), id).await.unwrap().unwrap()
}

on_both_engines! {
    async fn a_job_is_there_if_and_only_if_its_work_commits(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let ctx = m.system();
        let mut work = ctx.begin().await.unwrap();
        work.enqueue("test.told", &json!({}), ctx.now()).await.unwrap();
        drop(work);
        let told = Arc::new(Told::default());
        assert_eq!(worker(&m, "one", told.clone()).run_due().await.unwrap(), 0);
        let id = enqueue(&ctx).await;
        assert_eq!(worker(&m, "one", told.clone()).run_due().await.unwrap(), 1);
        assert_eq!(worker(&m, "one", told.clone()).run_due().await.unwrap(), 0);
        assert_eq!(job(&m, id).await.state, "done");
        assert_eq!(told.runs.lock().unwrap().as_slice(), [id]);
    }

    async fn a_job_that_is_not_due_waits(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let ctx = m.system();
        let mut work = ctx.begin().await.unwrap();
        work.enqueue("test.told", &json!({}), ctx.now().plus(Duration::from_secs(60))).await.unwrap();
        work.commit().await.unwrap();
        let told = Arc::new(Told::default());
        assert_eq!(worker(&m, "one", told.clone()).run_due().await.unwrap(), 0);
        m.advance(Duration::from_secs(60));
        assert_eq!(worker(&m, "one", told).run_due().await.unwrap(), 1);
    }

    async fn pauses_double_after_each_failure(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let id = enqueue(&m.system()).await;
        let told = Arc::new(Told::default());
        let worker = worker(&m, "one", told.clone());
        for pause in [5, 10, 20, 40] {
            told.failures.lock().unwrap().push(Failure::Retry("away".into()));
            assert_eq!(worker.run_due().await.unwrap(), 1);
            let row = job(&m, id).await;
            assert_eq!((row.state.as_str(), row.last_error.as_deref()), ("queued", Some("away")));
            m.advance(Duration::from_secs(pause - 1));
            assert_eq!(worker.run_due().await.unwrap(), 0, "not before {pause} s");
            m.advance(Duration::from_secs(1));
        }
        assert_eq!(worker.run_due().await.unwrap(), 1);
        assert_eq!((job(&m, id).await.state.as_str(), job(&m, id).await.last_error), ("done", None));
    }

    async fn after_its_last_try_a_job_is_dead_until_it_is_retried(engine: Engine) {
        let mut m = TestMadang::new(engine).await;
        m.expect_dead_jobs();
        let id = enqueue(&m.system()).await;
        let told = Arc::new(Told::default());
        let worker = worker(&m, "one", told.clone());
        for _ in 0..12 {
            told.failures.lock().unwrap().push(Failure::Retry("away".into()));
            assert_eq!(worker.run_due().await.unwrap(), 1);
            m.advance(Duration::from_secs(3600));
        }
        assert_eq!(worker.run_due().await.unwrap(), 0);
        let row = job(&m, id).await;
        assert_eq!((row.state.as_str(), row.attempts, row.last_error.as_deref()), ("dead", 12, Some("away")));

        let mut tx = m.platform().db.begin().await.unwrap();
        madang_jobs::retry(&mut tx, id, m.system().now()).await.unwrap();
        assert!(madang_jobs::retry(&mut tx, id, m.system().now()).await.is_err(), "it is dead no more");
        tx.commit().await.unwrap();
        assert_eq!(worker.run_due().await.unwrap(), 1);
        assert_eq!(job(&m, id).await.state, "done");
    }

    async fn what_will_never_work_is_dead_at_once(engine: Engine) {
        let mut m = TestMadang::new(engine).await;
        m.expect_dead_jobs();
        let id = enqueue(&m.system()).await;
        let told = Arc::new(Told::default());
        told.failures.lock().unwrap().push(Failure::Fail("no such thing".into()));
        worker(&m, "one", told).run_due().await.unwrap();
        assert_eq!((job(&m, id).await.state.as_str(), job(&m, id).await.attempts), ("dead", 1));
    }

    async fn a_kind_that_nobody_here_knows_waits_for_somebody_who_does(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let id = enqueue(&m.system()).await;
        assert_eq!(m.run_jobs().await, 1);
        assert_eq!(job(&m, id).await.state, "queued");
        m.advance(Duration::from_secs(5));
        assert_eq!(worker(&m, "newer", Arc::new(Told::default())).run_due().await.unwrap(), 1);
    }

    async fn of_many_workers_each_job_has_one(engine: Engine) {
        let m = TestMadang::new(engine).await;
        for _ in 0..40 {
            enqueue(&m.system()).await;
        }
        let told = Arc::new(Told::default());
        let ran = in_parallel(8, |number| {
            let worker = worker(&m, &format!("worker {number}"), told.clone());
            async move { worker.run_due().await.unwrap() }
        })
        .await;
        let mut runs = told.runs.lock().unwrap().clone();
        runs.sort();
        runs.dedup();
        assert_eq!((ran.iter().sum::<usize>(), runs.len()), (40, 40));
    }

    async fn a_lease_that_ran_out_is_somebody_else_s(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let id = enqueue(&m.system()).await;
        let held = Arc::new(Held::default());
        let slow = worker(&m, "slow", held.clone());
        let running = tokio::spawn(async move { slow.run_due().await.unwrap() });
        held.begun.notified().await;

        let told = Arc::new(Told::default());
        let quick = worker(&m, "quick", told.clone());
        assert_eq!(quick.run_due().await.unwrap(), 0, "the lease holds");
        m.advance(Duration::from_secs(60));
        told.failures.lock().unwrap().push(Failure::Retry("not yet".into()));
        assert_eq!(quick.run_due().await.unwrap(), 1, "the lease ran out");

        // The slow worker is done now, but the job is not its own any more.
        held.let_go.notify_one();
        running.await.unwrap();
        let row = job(&m, id).await;
        assert_eq!((row.state.as_str(), row.attempts, row.last_error.as_deref()), ("queued", 2, Some("not yet")));
        m.advance(Duration::from_secs(10));
        assert_eq!(quick.run_due().await.unwrap(), 1);
        assert_eq!(job(&m, id).await.state, "done");
    }

    async fn lists_are_pages_and_old_jobs_go(engine: Engine) {
        let m = TestMadang::new(engine).await;
        for _ in 0..5 {
            enqueue(&m.system()).await;
        }
        worker(&m, "one", Arc::new(Told::default())).run_due().await.unwrap();
        let waiting = enqueue(&m.system()).await;
        let mut conn = m.platform().db.read().await.unwrap();
        let all = madang_jobs::list(&mut conn, JobFilter::default(), 10).await.unwrap();
        assert_eq!((all.len(), all[0].id), (6, waiting));
        let older = JobFilter { state: Some("done"), before: Some(all[2].id) };
        assert_eq!(madang_jobs::list(&mut conn, older, 2).await.unwrap().iter().map(|j| j.id).collect::<Vec<_>>(), [all[3].id, all[4].id]);
        let counts: Vec<(String, i64)> = madang_jobs::counts(&mut conn).await.unwrap().into_iter().map(|c| (c.state, c.jobs)).collect();
        assert_eq!(counts, [("queued".into(), 1), ("running".into(), 0), ("dead".into(), 0)]);
        drop(conn);
        let mut tx = m.platform().db.begin().await.unwrap();
        assert_eq!(madang_jobs::purge(&mut tx, m.system().now(), 3).await.unwrap(), 3);
        assert_eq!(madang_jobs::purge(&mut tx, m.system().now(), 3).await.unwrap(), 2);
        assert_eq!(madang_jobs::purge(&mut tx, m.system().now(), 3).await.unwrap(), 0);
        tx.commit().await.unwrap();
    }

    async fn a_reconciler_s_round_is_run_by_one_worker(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let rounds = Arc::new(Rounds::default());
        let workers = |m: &TestMadang| (0..8).map(|n| Arc::new(with_rounds(m, n, &rounds))).collect::<Vec<_>>();
        let all = workers(&m);
        let ran = in_parallel(8, |number| {
            let worker = all[number].clone();
            async move { worker.reconcile_due().await.unwrap() }
        })
        .await;
        assert_eq!((ran.iter().sum::<usize>(), *rounds.ran.lock().unwrap()), (1, 1));
        m.advance(Duration::from_secs(59));
        assert_eq!(all[3].reconcile_due().await.unwrap(), 0, "not before its time");
        m.advance(Duration::from_secs(1));
        *rounds.failing.lock().unwrap() = true;
        assert_eq!(all[3].reconcile_due().await.unwrap(), 1);
        let rows = madang_jobs::reconcilers(&mut m.platform().db.read().await.unwrap()).await.unwrap();
        assert_eq!((rows[0].rounds, rows[0].report.as_deref(), rows[0].error.as_deref()), (2, Some("round 1"), Some("broken")));
    }
}

#[derive(Default)]
struct Rounds {
    ran: Mutex<usize>,
    failing: Mutex<bool>,
}

#[async_trait]
impl Reconciler for Rounds {
    fn name(&self) -> &'static str {
        "test.rounds"
    }

    fn every(&self) -> Duration {
        Duration::from_secs(60)
    }

    async fn activate(&self) -> Result<String, Failure> {
        if *self.failing.lock().unwrap() {
            return Err(Failure::Retry("broken".into()));
        }
        let mut ran = self.ran.lock().unwrap();
        *ran += 1;
        Ok(format!("round {ran}"))
    }
}

fn with_rounds(m: &TestMadang, number: usize, rounds: &Arc<Rounds>) -> Worker {
    worker(m, &format!("worker {number}"), Arc::new(Told::default())).reconciler(rounds.clone())
}
