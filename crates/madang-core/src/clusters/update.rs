//! What a cluster is called, offers, and whether it is open.

use madang_model::clusters::{ClusterName, ClusterState};
use madang_model::quota::Amounts;
use madang_model::{ClusterId, Rule, text};
use madang_store::clusters;
use serde_json::json;

use crate::error::Fields;
use crate::{Action, Ctx, Entry, Error, Result};

/// A cluster as operators want it.
#[derive(Debug, Clone)]
pub struct UpdateCluster {
    /// Its name.
    pub name: String,
    /// What people should know of it; may be empty.
    pub description: String,
    /// Whether new things are put on it.
    pub state: ClusterState,
    /// Whether every organisation may use it.
    pub everyone: bool,
    /// Virtual processors that are offered.
    pub vcpu: i64,
    /// Memory that is offered, in GiB.
    pub memory_gib: i64,
    /// Disk that is offered, in GiB.
    pub disk_gib: i64,
}

/// Says anew what a cluster is. Operators and platform staff may. Less can be offered than is promised: what is
/// promised stays, and nothing more is. Projects keep what they use when it is closed.
pub async fn update(ctx: &Ctx, id: ClusterId, input: &UpdateCluster) -> Result<()> {
    ctx.authorize(Action::WriteClusters, None)?;
    let mut fields = Fields::default();
    let name = fields.take("name", ClusterName::parse(&input.name));
    let description = match text::paragraphs(&input.description, 500) {
        Err(Rule::Required) => Some(String::new()),
        other => fields.take("description", other),
    };
    let mut amount = |field, given: i64, unit: i64| {
        let amount = given.checked_mul(unit).filter(|amount| (0..=Amounts::MOST).contains(amount));
        fields.take(field, amount.ok_or(Rule::Amount)).unwrap_or(0)
    };
    let offered = (
        amount("vcpu", input.vcpu, 1),
        amount("memory_gib", input.memory_gib, 1024),
        amount("disk_gib", input.disk_gib, 1),
    );
    fields.finish()?;
    let (Some(name), Some(description)) = (name, description) else {
        return Err(Error::internal("a field without a value has an error"));
    };
    let what = clusters::Described {
        name: (name.as_str(), &name.key()),
        description: &description,
        state: input.state,
        everyone: input.everyone,
        offered,
    };
    let mut work = ctx.begin().await?;
    let there = clusters::update(&mut work, id, what).await.map_err(|error| {
        if error.is_unique("clusters_name_key_key") {
            Error::invalid("name", Rule::ClusterTaken)
        } else {
            error.into()
        }
    })?;
    if !there {
        return Err(Error::NotFound);
    }
    let detail = json!({
        "state": input.state.as_str(), "everyone": input.everyone,
        "vcpu": offered.0, "memory_mib": offered.1, "disk_gib": offered.2,
    });
    work.audit(Entry::new("clusters.update", "cluster", id).with(detail));
    work.commit().await
}
