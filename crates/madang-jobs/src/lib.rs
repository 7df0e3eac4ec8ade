//! Durable work: a queue whose jobs are written in the caller's own transaction, and the loop that keeps
//! reconcilers going. No domain word lives here.
//!
//! A job is due, claimed by lease, and then done, due again later, or dead: given up after its last try and
//! kept for operators to see and retry. A process that dies loses its lease, and another takes the job, so
//! handlers are idempotent. Start with [`enqueue`] and [`Worker`]. Why a crate of our own:
//! `docs/decisions/0003-durable-jobs.md`.

mod queue;
mod reconcile;
mod worker;

pub use queue::{DeadJob, JobCounts, JobFilter, JobRow, NewJob, counts, enqueue, find, list, purge, retry};
pub use reconcile::{Reconciler, ReconcilerRow, reconcilers};
pub use worker::{Failure, Handler, Nudge, Worker, WorkerSettings};
