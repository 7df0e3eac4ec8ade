//! How jobs and reconcilers are written on these pages.

use madang_core::jobs::{JobRow, ReconcilerRow};
use madang_i18n::{Tr, Zone};

/// A job in one line.
pub(super) struct JobLine {
    /// Where its page is.
    pub href: String,
    /// What it does.
    pub kind: String,
    /// The kind of the state's label.
    pub state_kind: &'static str,
    /// The state's name.
    pub state: String,
    /// How often it was tried.
    pub attempts: String,
    /// What the last try said.
    pub error: String,
    /// When it was put in.
    pub created: String,
}

/// The job as a line.
pub(super) fn line(t: Tr, zone: &Zone, row: &JobRow) -> JobLine {
    JobLine {
        href: format!("/admin/jobs/{}", row.id),
        kind: kind(t, &row.kind),
        state_kind: state_kind(&row.state),
        state: state(t, &row.state),
        attempts: row.attempts.to_string(),
        error: row.last_error.clone().unwrap_or_default(),
        created: zone.second(row.created_at),
    }
}

/// What a job does; its own name where nothing else is known.
pub(super) fn kind(t: Tr, name: &str) -> String {
    match name {
        "outbox.deliver" => t.s("operators-job-deliver"),
        "orders.fulfil" => t.s("operators-job-fulfil"),
        "webhooks.deliver" => t.s("operators-job-webhook"),
        _ => name.to_owned(),
    }
}

/// The state's name.
pub(super) fn state(t: Tr, name: &str) -> String {
    t.s(match name {
        "queued" => "operators-job-queued",
        "running" => "operators-job-running",
        "done" => "operators-job-done",
        _ => "operators-job-dead",
    })
}

/// The kind of the state's label.
pub(super) fn state_kind(name: &str) -> &'static str {
    match name {
        "queued" => "waiting",
        "running" => "working",
        "done" => "running",
        _ => "failed",
    }
}

/// A reconciler's last round in one line.
pub(in crate::admin) struct RoundLine {
    /// What it does.
    pub name: String,
    /// When the last round ended; empty before the first.
    pub finished: String,
    /// The kind of the result's label.
    pub kind: &'static str,
    /// How it went.
    pub result: String,
    /// What it said.
    pub report: String,
}

/// The reconciler as a line.
pub(in crate::admin) fn round(t: Tr, zone: &Zone, row: &ReconcilerRow) -> RoundLine {
    let (kind, result) = match (&row.error, row.finished_at) {
        (Some(_), _) => ("failed", "operators-round-failed"),
        (None, Some(_)) => ("running", "operators-round-good"),
        (None, None) => ("waiting", "operators-round-none"),
    };
    RoundLine {
        name: reconciler(t, &row.name),
        finished: row.finished_at.map(|at| zone.second(at)).unwrap_or_default(),
        kind,
        result: t.s(result),
        report: row.error.clone().or_else(|| row.report.clone()).unwrap_or_default(),
    }
}

/// What a reconciler does; its own name where nothing else is known.
fn reconciler(t: Tr, name: &str) -> String {
    match name {
        "housekeeping.purge" => t.s("operators-reconciler-purge"),
        "members.release_unverified" => t.s("operators-reconciler-unverified"),
        "outbox.forget_texts" => t.s("operators-reconciler-texts"),
        "audit.forget_origins" => t.s("operators-reconciler-origins"),
        "approvals.remind" => t.s("operators-reconciler-remind"),
        "approvals.escalate" => t.s("operators-reconciler-escalate"),
        "orders.expire" => t.s("operators-reconciler-expire"),
        "orders.recover" => t.s("operators-reconciler-recover"),
        "clusters.observe" => t.s("operators-reconciler-clusters"),
        _ => name.to_owned(),
    }
}
