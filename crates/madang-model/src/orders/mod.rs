//! Orders 「신청」: the states that every application goes through, and the steps of its approval line.

mod state;
mod step;

pub use state::{InvalidMove, Move, OrderState};
pub use step::{StepKind, StepState};
