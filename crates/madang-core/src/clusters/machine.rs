//! The machine that the program runs on, as a cluster.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use madang_db::DbError;
use madang_jobs::{Failure, Reconciler};
use madang_model::ClusterId;
use madang_model::clusters::{ClusterHealth, ClusterName};
use madang_store::clusters;
use serde_json::json;

use crate::{Ctx, Entry, Error, Platform, Result};

/// What a machine has, and what of it is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity {
    /// Processors.
    pub cores: u32,
    /// Memory in MiB.
    pub memory_mib: u64,
    /// Memory that is free in MiB.
    pub memory_free_mib: u64,
    /// Disk where things are kept, in GiB.
    pub disk_gib: u64,
    /// Disk that is free, in GiB.
    pub disk_free_gib: u64,
}

/// Where the program learns what its machine has.
pub trait Machine: Send + Sync {
    /// What it has now; an error in words for operators where that can't be learned.
    fn look(&self) -> Result<Capacity, String>;
}

/// The name of the built-in cluster until somebody changes it.
const LOCAL: &str = "local";

/// Registers the machine as the first cluster, open to everyone, where there is none yet: the first start. It
/// offers a multiple of what the machine has, by the settings. The program itself may.
pub async fn seed_local(ctx: &Ctx, machine: &dyn Machine) -> Result<Option<ClusterId>> {
    ctx.authorize(crate::Action::WriteClusters, None)?;
    if !clusters::all(&mut *ctx.read().await?).await?.is_empty() {
        return Ok(None);
    }
    let has = machine.look().map_err(Error::internal)?;
    let times = i64::from(ctx.settings().clusters.overcommit.max(1));
    let offered = |amount: u64| i64::try_from(amount).unwrap_or(i64::MAX).saturating_mul(times);
    let name = ClusterName::parse(LOCAL).map_err(|_| Error::internal("the first cluster's name is one"))?;
    let id: ClusterId = ctx.new_id();
    let new = clusters::NewCluster {
        id,
        name: (name.as_str(), &name.key()),
        kind: LOCAL,
        description: "",
        offered: (offered(u64::from(has.cores)), offered(has.memory_mib), offered(has.disk_gib)),
    };
    let mut work = ctx.begin().await?;
    match clusters::insert(&mut work, new, ctx.now()).await {
        Ok(()) => {}
        // Another program that started at the same moment was first.
        Err(DbError::Unique(_)) => return Ok(None),
        Err(error) => return Err(error.into()),
    }
    work.audit(Entry::new("clusters.seed_local", "cluster", id).with(json!({ "kind": LOCAL })));
    work.commit().await?;
    Ok(Some(id))
}

/// The reconciler that looks after the clusters.
pub fn reconciler(platform: &Platform, machine: Arc<dyn Machine>) -> Arc<dyn Reconciler> {
    Arc::new(Observe { platform: platform.clone(), machine })
}

/// Looks at every cluster and notes how it is.
struct Observe {
    platform: Platform,
    machine: Arc<dyn Machine>,
}

#[async_trait]
impl Reconciler for Observe {
    fn name(&self) -> &'static str {
        "clusters.observe"
    }

    fn every(&self) -> Duration {
        Duration::from_secs(60)
    }

    async fn activate(&self) -> Result<String, Failure> {
        let ctx = Ctx::system(self.platform.clone());
        observe(&ctx, self.machine.as_ref()).await.map_err(|error| Failure::Retry(error.to_string()))
    }
}

/// Looks at every cluster and notes how it is; how many are in which health. The program itself may.
pub async fn observe(ctx: &Ctx, machine: &dyn Machine) -> Result<String> {
    ctx.authorize(crate::Action::WriteClusters, None)?;
    let (health, detail) = judge(machine.look().as_ref());
    let found = clusters::all(&mut *ctx.read().await?).await?;
    let mut work = ctx.begin().await?;
    for cluster in &found {
        clusters::observe(&mut work, cluster.id, (health, detail), ctx.now()).await?;
    }
    work.commit().await?;
    Ok(if detail.is_empty() {
        format!("{}: {health}", found.len())
    } else {
        format!("{}: {health} ({detail})", found.len())
    })
}

/// How a machine is by what it has left; the detail is the key of its words, `cluster-health-detail-<detail>`.
fn judge(has: Result<&Capacity, &String>) -> (ClusterHealth, &'static str) {
    match has {
        Err(_) => (ClusterHealth::Away, "unreadable"),
        Ok(has) if has.disk_free_gib.saturating_mul(20) < has.disk_gib => {
            (ClusterHealth::Degraded, "disk-short")
        }
        Ok(has) if has.memory_free_mib.saturating_mul(20) < has.memory_mib => {
            (ClusterHealth::Degraded, "memory-short")
        }
        Ok(_) => (ClusterHealth::Healthy, ""),
    }
}
