//! Orders 「신청」: the states that every application goes through, and the steps of its approval line.

mod file_name;
mod state;
mod step;

pub use file_name::FileName;
pub use state::{InvalidMove, Move, OrderState};
pub use step::{StepKind, StepState};
