//! Clusters 「클러스터」: where things run. The built-in one is this machine.

mod grant;
mod list;
mod machine;
mod named;
mod room;
mod update;

pub use grant::{grant, revoke};
pub use list::{Cluster, available, get, grants, list, users};
pub use machine::{Capacity, Machine, observe, reconciler, seed_local};
pub use named::grant_named;
pub(crate) use room::lacking;
pub use room::{DIMENSIONS, Room, room};
pub use update::{UpdateCluster, update};
