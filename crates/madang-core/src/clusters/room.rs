//! What is left of clusters.

use madang_db::Conn;
use madang_model::ClusterId;
use madang_model::quota::{Amounts, Dimension};
use madang_store::clusters::{self, ClusterRow};

use crate::Result;

/// What a cluster offers, what of it is promised, and what is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Room {
    /// What is offered.
    pub offered: Amounts,
    /// What the projects that may use it may have together. A project that may use several counts in full in
    /// each, because it may put all of it on any.
    pub promised: Amounts,
}

/// What a cluster has; all else that quota counts is not a cluster's.
pub const DIMENSIONS: [Dimension; 3] = [Dimension::Vcpu, Dimension::MemoryMib, Dimension::DiskGib];

impl Room {
    /// What is left.
    pub fn left(&self) -> Amounts {
        self.offered.beyond(&self.promised)
    }
}

/// The room of a cluster. Whoever calls has authorized.
pub async fn room(conn: &mut Conn, cluster: &ClusterRow) -> Result<Room> {
    let offered = Amounts::NONE
        .with(Dimension::Vcpu, cluster.vcpu)
        .with(Dimension::MemoryMib, cluster.memory_mib)
        .with(Dimension::DiskGib, cluster.disk_gib);
    let promised = clusters::promised(conn, cluster.id)
        .await?
        .into_iter()
        .filter(|row| DIMENSIONS.contains(&row.dimension))
        .fold(Amounts::NONE, |sum, row| sum.with(row.dimension, row.amount));
    Ok(Room { offered, promised })
}

/// The dimensions of which these clusters together have not this much left.
pub(crate) async fn lacking(conn: &mut Conn, ids: &[ClusterId], more: &Amounts) -> Result<Vec<Dimension>> {
    let mut left = Amounts::NONE;
    for id in ids {
        let Some(cluster) = clusters::find(conn, *id).await? else { continue };
        let of_one = room(conn, &cluster).await?.left();
        left = DIMENSIONS
            .into_iter()
            .fold(left, |sum, dimension| sum.with(dimension, sum.of(dimension) + of_one.of(dimension)));
    }
    Ok(DIMENSIONS.into_iter().filter(|dimension| more.of(*dimension) > left.of(*dimension)).collect())
}
