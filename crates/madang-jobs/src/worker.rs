//! Running what is due.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::future::join_all;
use madang_db::{Db, DbError};
use madang_model::{Clock, Timestamp};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::Instrument as _;

use crate::queue::{self, JobRow};
use crate::reconcile::Reconciler;

/// Why a job did not get done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Worth another try later: a server was away, a disk was full.
    #[error("{0}")]
    Retry(String),
    /// Will not get better by itself.
    #[error("{0}")]
    Fail(String),
}

impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        Self::Retry(error.to_string())
    }
}

/// What runs the jobs of one kind. Idempotent: a crash may have it run again after it succeeded.
#[async_trait]
pub trait Handler: Send + Sync {
    /// The kind of job that this runs.
    fn kind(&self) -> &'static str;

    /// Runs one job.
    async fn run(&self, job: &JobRow) -> Result<(), Failure>;
}

/// Wakes the worker of this process before its next look at the queue.
#[derive(Debug, Clone, Default)]
pub struct Nudge(Arc<Notify>);

impl Nudge {
    /// Something is due now.
    pub fn nudge(&self) {
        self.0.notify_one();
    }

    pub(crate) async fn wait(&self) {
        self.0.notified().await;
    }
}

/// How patient the worker is.
#[derive(Debug, Clone, Copy)]
pub struct WorkerSettings {
    /// How many jobs run at once.
    pub concurrency: i64,
    /// How long one try may take; the lease is a little longer.
    pub timeout: Duration,
    /// The pause after the first failure; doubles each time, to at most an hour.
    pub back_off: Duration,
    /// How many tries a job gets.
    pub attempts: i64,
    /// The longest time between two looks at the queue.
    pub poll: Duration,
}

impl Default for WorkerSettings {
    fn default() -> Self {
        Self {
            concurrency: 8,
            timeout: Duration::from_secs(50),
            back_off: Duration::from_secs(5),
            attempts: 12,
            poll: Duration::from_secs(1),
        }
    }
}

/// The lease outlasts the timeout by this, so that a slow commit is not taken for a death.
const LEASE_MARGIN: Duration = Duration::from_secs(10);

/// Takes jobs from the queue and keeps the reconcilers going.
pub struct Worker {
    pub(crate) db: Db,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) name: String,
    pub(crate) settings: WorkerSettings,
    handlers: HashMap<&'static str, Arc<dyn Handler>>,
    pub(crate) reconcilers: Vec<Arc<dyn Reconciler>>,
    nudge: Nudge,
}

/// A job that could not be settled keeps its lease until it runs out and is then taken again.
fn report(ended: Result<Result<(), DbError>, tokio::task::JoinError>) {
    match ended {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(error = %error, "a job could not be settled"),
        Err(error) => tracing::error!(error = %error, "a job's handler crashed"),
    }
}

impl Worker {
    /// A worker called `name`, which no other running worker is called.
    pub fn new(db: Db, clock: Arc<dyn Clock>, name: String, settings: WorkerSettings, nudge: Nudge) -> Self {
        Self { db, clock, name, settings, handlers: HashMap::new(), reconcilers: Vec::new(), nudge }
    }

    /// Adds what runs one kind of job.
    #[must_use]
    pub fn handler(mut self, handler: Arc<dyn Handler>) -> Self {
        self.handlers.insert(handler.kind(), handler);
        self
    }

    /// Adds a reconciler.
    #[must_use]
    pub fn reconciler(mut self, reconciler: Arc<dyn Reconciler>) -> Self {
        self.reconcilers.push(reconciler);
        self
    }

    /// Works until `stop`; jobs under way are finished first. A database that is away is waited for. A slow job
    /// keeps one place busy and nothing else; reconcilers have a loop of their own.
    pub async fn run(self: Arc<Self>, stop: CancellationToken) {
        tokio::join!(Arc::clone(&self).run_jobs(stop.clone()), self.run_reconcilers(stop));
    }

    async fn run_jobs(self: Arc<Self>, stop: CancellationToken) {
        let places = usize::try_from(self.settings.concurrency).unwrap_or(1).max(1);
        let mut running = JoinSet::new();
        while !stop.is_cancelled() {
            let free = places - running.len();
            let pause = match self.claim_due(free).await {
                Ok(jobs) if jobs.is_empty() => self.pause(free).await,
                Ok(jobs) => {
                    for job in jobs {
                        let worker = Arc::clone(&self);
                        running.spawn(async move { worker.run_one(&job).await });
                    }
                    Duration::ZERO
                }
                Err(error) => {
                    tracing::warn!(error = %error, "work waits for the database");
                    self.settings.poll
                }
            };
            if pause.is_zero() {
                continue;
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.nudge.wait() => {}
                Some(ended) = running.join_next() => report(ended),
                () = tokio::time::sleep(pause) => {}
            }
        }
        while let Some(ended) = running.join_next().await {
            report(ended);
        }
    }

    async fn run_reconcilers(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(error) = self.reconcile_due().await {
                tracing::warn!(error = %error, "reconcilers wait for the database");
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(self.settings.poll) => {}
            }
        }
    }

    /// Runs everything that is due now, jobs that these jobs bring included; how many jobs ran.
    pub async fn run_due(&self) -> Result<usize, DbError> {
        let mut ran = 0;
        loop {
            match self.jobs_round().await? {
                0 => return Ok(ran),
                n => ran += n,
            }
        }
    }

    /// Until the next job is due; with no free place, until one is.
    async fn pause(&self, free: usize) -> Duration {
        if free == 0 {
            return self.settings.poll;
        }
        let due = match self.db.read().await {
            Ok(mut conn) => queue::next_due(&mut conn).await.ok().flatten(),
            Err(_) => None,
        };
        match due {
            Some(at) => at.since(self.clock.now()).clamp(Duration::from_millis(5), self.settings.poll),
            None => self.settings.poll,
        }
    }

    async fn jobs_round(&self) -> Result<usize, DbError> {
        let places = usize::try_from(self.settings.concurrency).unwrap_or(1).max(1);
        let jobs = self.claim_due(places).await?;
        let results = join_all(jobs.iter().map(|job| self.run_one(job))).await;
        results.into_iter().collect::<Result<(), _>>()?;
        Ok(jobs.len())
    }

    /// Claims as many due jobs as there are free places.
    async fn claim_due(&self, free: usize) -> Result<Vec<JobRow>, DbError> {
        let now = self.clock.now();
        // Looking costs no write transaction while nothing is due.
        let next = queue::next_due(&mut *self.db.read().await?).await?;
        if free == 0 || next.is_none_or(|at| at > now) {
            return Ok(Vec::new());
        }
        let mut tx = self.db.begin().await?;
        let lease = self.settings.timeout + LEASE_MARGIN;
        let limit = i64::try_from(free).unwrap_or(i64::MAX);
        let jobs = queue::claim(&mut tx, &self.name, now, lease, limit).await?;
        tx.commit().await?;
        Ok(jobs)
    }

    async fn run_one(&self, job: &JobRow) -> Result<(), DbError> {
        let span =
            tracing::info_span!("job", job.id = %job.id, job.kind = job.kind, job.attempt = job.attempts);
        let outcome = match self.handlers.get(job.kind.as_str()) {
            // An older or newer program wrote it; one that knows it may yet come.
            None => Err(Failure::Retry(format!("nothing here runs jobs of kind {}", job.kind))),
            Some(handler) => match tokio::time::timeout(self.settings.timeout, handler.run(job)).await {
                Ok(outcome) => outcome,
                Err(_) => Err(Failure::Retry("took too long".to_owned())),
            },
        };
        self.settle(job, outcome).instrument(span).await
    }

    async fn settle(&self, job: &JobRow, outcome: Result<(), Failure>) -> Result<(), DbError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let kept = match outcome {
            Ok(()) => queue::finish(&mut tx, job.id, &self.name, now).await?,
            Err(Failure::Retry(error)) if job.attempts < self.settings.attempts => {
                tracing::warn!(error, "job will be tried again");
                queue::put_back(&mut tx, job.id, &self.name, self.next_try(job, now), &error).await?
            }
            Err(Failure::Retry(error) | Failure::Fail(error)) => {
                tracing::error!(error, "job given up");
                queue::bury(&mut tx, job.id, &self.name, now, &error).await?
            }
        };
        tx.commit().await?;
        if !kept {
            tracing::warn!("the lease ran out before the job was settled");
        }
        Ok(())
    }

    fn next_try(&self, job: &JobRow, now: Timestamp) -> Timestamp {
        let doublings = u32::try_from(job.attempts.clamp(1, 16) - 1).unwrap_or(0);
        now.plus((self.settings.back_off * 2_u32.pow(doublings)).min(Duration::from_secs(3600)))
    }
}
