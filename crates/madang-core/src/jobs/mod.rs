//! Background work as operators see it: what waits, runs, was done or given up, and what the reconcilers last
//! did. The queue itself is `madang-jobs`.

mod get;
mod list;
mod overview;
mod retry;

pub use get::get;
pub use list::{JobQuery, list};
pub use madang_jobs::{JobCounts, JobRow, ReconcilerRow};
pub use overview::{Overview, overview};
pub use retry::retry;
