//! How clusters are written on these pages.

use madang_core::clusters::{Cluster, DIMENSIONS};
use madang_core::projects::quota_unit;
use madang_core::quota::{Quota, QuotaLine};
use madang_i18n::{Tr, Zone};
use madang_model::clusters::{ClusterHealth, ClusterState};
use madang_model::quota::Dimension;

use crate::numbers::grouped;
use crate::projects::{QuotaBar, bars};

/// A cluster in one line.
pub(super) struct Line {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) state_kind: &'static str,
    pub(super) state: String,
    pub(super) health_kind: &'static str,
    pub(super) health: String,
    pub(super) health_detail: String,
    pub(super) observed: String,
    pub(super) everyone: bool,
    /// What of each dimension is promised, of what is offered.
    pub(super) amounts: Vec<String>,
}

/// The cluster as a line.
pub(super) fn line(t: Tr, zone: &Zone, cluster: &Cluster) -> Line {
    let row = &cluster.row;
    let (state_kind, state) = state(t, row.state);
    let (health_kind, health) = health(t, row.health);
    let amount = |dimension: &Dimension| {
        let unit = quota_unit(*dimension);
        let words = |amount: i64| grouped(amount / unit);
        format!(
            "{} / {}",
            words(cluster.room.promised.of(*dimension)),
            words(cluster.room.offered.of(*dimension))
        )
    };
    Line {
        href: format!("/admin/clusters/{}", row.id),
        name: row.name.clone(),
        kind: kind(t, &row.kind),
        state_kind,
        state,
        health_kind,
        health,
        health_detail: detail(t, &row.health_detail),
        observed: row.observed_at.map(|at| zone.minute(at)).unwrap_or_default(),
        everyone: row.everyone == 1,
        amounts: DIMENSIONS.iter().map(amount).collect(),
    }
}

/// What is promised of what is offered, as bars.
pub(super) fn room(t: Tr, cluster: &Cluster) -> Vec<QuotaBar> {
    let line = |dimension: Dimension| QuotaLine {
        dimension,
        bound: Some(cluster.room.offered.of(dimension)),
        used: cluster.room.promised.of(dimension),
        reserved: 0,
    };
    bars(t, &Quota(DIMENSIONS.map(line).into()))
}

fn kind(t: Tr, name: &str) -> String {
    let key = format!("cluster-kind-{name}");
    if t.has(&key) { t.s(&key) } else { name.to_owned() }
}

/// Whether new things are put on it: the kind of the label and its word.
pub(super) fn state(t: Tr, state: ClusterState) -> (&'static str, String) {
    let kind = match state {
        ClusterState::Open => "running",
        ClusterState::Closed => "stopped",
    };
    (kind, t.s(&format!("cluster-state-{state}")))
}

fn health(t: Tr, health: ClusterHealth) -> (&'static str, String) {
    let kind = match health {
        ClusterHealth::Healthy => "running",
        ClusterHealth::Degraded => "waiting",
        ClusterHealth::Away => "failed",
        ClusterHealth::Unknown => "stopped",
    };
    (kind, t.s(&format!("cluster-health-{health}")))
}

fn detail(t: Tr, code: &str) -> String {
    let key = format!("cluster-health-detail-{code}");
    if t.has(&key) { t.s(&key) } else { code.to_owned() }
}
