//! Clusters 「클러스터」: where things run. The built-in one is this machine.

mod room;

pub(crate) use room::lacking;
pub use room::{DIMENSIONS, Room, room};
