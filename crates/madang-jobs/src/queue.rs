//! The queue's table: putting jobs in, claiming them, and what becomes of them.

use std::time::Duration;

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{JobId, Timestamp};

/// A job to be put into the queue.
#[derive(Debug)]
pub struct NewJob<'a> {
    /// Its id, which is its idempotency key outside.
    pub id: JobId,
    /// Which handler runs it.
    pub kind: &'a str,
    /// What the handler needs: ids, as JSON text.
    pub payload: &'a str,
    /// Not before this.
    pub run_at: Timestamp,
}

record! {
    /// A job as it stands in the queue.
    #[derive(Debug, Clone)]
    pub struct JobRow {
        /// Its id.
        pub id: JobId,
        /// Which handler runs it.
        pub kind: String,
        /// What the handler is given.
        pub payload: String,
        /// `queued`, `running`, `done` or `dead`.
        pub state: String,
        /// When it is due.
        pub run_at: Timestamp,
        /// How often it has been tried.
        pub attempts: i64,
        /// What the last try said.
        pub last_error: Option<String>,
        /// When it was put in.
        pub created_at: Timestamp,
        /// When it was done or given up.
        pub finished_at: Option<Timestamp>,
    }
}

/// A job that can't be retried because it is not dead.
#[derive(Debug, thiserror::Error)]
pub enum DeadJob {
    /// There is no such job.
    #[error("no such job")]
    NotFound,
    /// It is waiting, running or done.
    #[error("the job is not dead")]
    NotDead,
    /// The database said no.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Puts a job into the queue, in the caller's transaction: it exists if and only if the transaction commits.
pub async fn enqueue(conn: &mut Conn, job: NewJob<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO jobs (id, kind, payload, state, run_at, attempts, created_at) VALUES ($1, $2, $3, 'queued', $4, 0, $5)",
    )
    .bind(job.id)
    .bind(job.kind)
    .bind(job.payload)
    .bind(job.run_at)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Claims at most `limit` due jobs for `worker`. A job whose lease ran out counts as due.
pub(crate) async fn claim(
    conn: &mut Conn,
    worker: &str,
    now: Timestamp,
    lease: Duration,
    limit: i64,
) -> Result<Vec<JobRow>, DbError> {
    // The outer state test is what makes one of two claimers lose under READ COMMITTED.
    Sql::new(
        "UPDATE jobs SET state = 'running', worker = $1, leased_until = $2, attempts = attempts + 1, run_at = $2 \
         WHERE id IN (SELECT id FROM jobs WHERE state IN ('queued', 'running') AND run_at <= $3 ORDER BY run_at, id LIMIT $4) \
         AND state IN ('queued', 'running') AND run_at <= $3 \
         RETURNING id, kind, payload, state, run_at, attempts, last_error, created_at, finished_at",
    )
    .bind(worker)
    .bind(now.plus(lease))
    .bind(now)
    .bind(limit)
    .all(conn)
    .await
}

/// Marks a claimed job done. False where the lease was lost meanwhile.
pub(crate) async fn finish(
    conn: &mut Conn,
    id: JobId,
    worker: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new("UPDATE jobs SET state = 'done', finished_at = $1, worker = NULL, leased_until = NULL, last_error = NULL WHERE id = $2 AND state = 'running' AND worker = $3")
        .bind(now)
        .bind(id)
        .bind(worker)
        .changes_one(conn)
        .await
}

/// Puts a claimed job back until `run_at`.
pub(crate) async fn put_back(
    conn: &mut Conn,
    id: JobId,
    worker: &str,
    run_at: Timestamp,
    error: &str,
) -> Result<bool, DbError> {
    Sql::new("UPDATE jobs SET state = 'queued', run_at = $1, last_error = $2, worker = NULL, leased_until = NULL WHERE id = $3 AND state = 'running' AND worker = $4")
        .bind(run_at)
        .bind(error)
        .bind(id)
        .bind(worker)
        .changes_one(conn)
        .await
}

/// Gives a claimed job up.
pub(crate) async fn bury(
    conn: &mut Conn,
    id: JobId,
    worker: &str,
    now: Timestamp,
    error: &str,
) -> Result<bool, DbError> {
    Sql::new("UPDATE jobs SET state = 'dead', finished_at = $1, last_error = $2, worker = NULL, leased_until = NULL WHERE id = $3 AND state = 'running' AND worker = $4")
        .bind(now)
        .bind(error)
        .bind(id)
        .bind(worker)
        .changes_one(conn)
        .await
}

/// When the next job is due, if any waits.
pub(crate) async fn next_due(conn: &mut Conn) -> Result<Option<Timestamp>, DbError> {
    record! {
        struct Next {
            pub run_at: Timestamp,
        }
    }
    let next: Option<Next> =
        Sql::new("SELECT run_at FROM jobs WHERE state IN ('queued', 'running') ORDER BY run_at LIMIT 1")
            .optional(conn)
            .await?;
    Ok(next.map(|n| n.run_at))
}

/// Makes a dead job due now, with its tries counted from zero.
pub async fn retry(conn: &mut Conn, id: JobId, now: Timestamp) -> Result<(), DeadJob> {
    let changed = Sql::new("UPDATE jobs SET state = 'queued', run_at = $1, attempts = 0, finished_at = NULL WHERE id = $2 AND state = 'dead'")
        .bind(now)
        .bind(id)
        .changes_one(conn)
        .await?;
    match changed {
        true => Ok(()),
        false if find(conn, id).await?.is_some() => Err(DeadJob::NotDead),
        false => Err(DeadJob::NotFound),
    }
}

/// The job with this id.
pub async fn find(conn: &mut Conn, id: JobId) -> Result<Option<JobRow>, DbError> {
    Sql::new("SELECT id, kind, payload, state, run_at, attempts, last_error, created_at, finished_at FROM jobs WHERE id = $1").bind(id).optional(conn).await
}

/// Which jobs to list.
#[derive(Debug, Default, Clone, Copy)]
pub struct JobFilter<'a> {
    /// Only jobs in this state.
    pub state: Option<&'a str>,
    /// Only jobs older than this one: the last of the page before.
    pub before: Option<JobId>,
}

/// Jobs, newest first, at most `limit`.
pub async fn list(conn: &mut Conn, filter: JobFilter<'_>, limit: i64) -> Result<Vec<JobRow>, DbError> {
    // `~` is behind every id.
    let before = filter.before.map_or_else(|| "~".to_owned(), |id| id.to_string());
    let sql = Sql::new(
        "SELECT id, kind, payload, state, run_at, attempts, last_error, created_at, finished_at FROM jobs WHERE ",
    );
    let sql = match filter.state {
        None => sql.text("id < ").arg(before).text(" ORDER BY id DESC"),
        // As a range and in this order, because PostgreSQL would rather read all jobs backwards until it has met
        // enough of a state that it takes for common.
        Some(state) => sql
            .text("state >= ")
            .arg(state)
            .text(" AND (state, id) < (")
            .arg(state)
            .text(", ")
            .arg(before)
            .text(") ORDER BY state DESC, id DESC"),
    };
    sql.text(" LIMIT ").arg(limit).all(conn).await
}

record! {
    /// How many jobs are in a state.
    #[derive(Debug, Clone)]
    pub struct JobCounts {
        /// The state.
        pub state: String,
        /// How many; counting stops at 1,000.
        pub jobs: i64,
    }
}

/// How many jobs wait, run and are dead, each counted to 1,000 at most. Done ones are not counted.
pub async fn counts(conn: &mut Conn) -> Result<Vec<JobCounts>, DbError> {
    let mut counts = Vec::with_capacity(3);
    for state in ["queued", "running", "dead"] {
        let jobs =
            Sql::new("SELECT COUNT(*) FROM (SELECT 1 FROM jobs WHERE state = $1 LIMIT 1000) AS counted")
                .bind(state)
                .number(conn)
                .await?;
        counts.push(JobCounts { state: state.to_owned(), jobs });
    }
    Ok(counts)
}

/// Forgets at most `limit` jobs that were done before `before`; how many.
pub async fn purge(conn: &mut Conn, before: Timestamp, limit: i64) -> Result<u64, DbError> {
    Sql::new("DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE state = 'done' AND finished_at < $1 LIMIT $2)")
        .bind(before)
        .bind(limit)
        .execute(conn)
        .await
}
