//! Approvals 「결재」: who may be asked to decide, what they can say, and the hours in which they work.

mod calendar;
mod candidate;
mod content;

pub use calendar::{Calendar, Day};
pub use candidate::{Candidate, Decision};
pub use content::{Content, Limits, StepRule};
