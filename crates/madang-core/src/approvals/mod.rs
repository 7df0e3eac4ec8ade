//! Approvals 「결재」: which way an order goes, who may decide on it, and what happens when nobody does.
//!
//! A policy ([`madang_model::approvals::Content`]) says which steps an order takes; [`plan`] makes of it who is
//! asked, [`begin`] writes it down with the submission, and whoever is asked decides. An order keeps the version
//! of the policy that it was submitted under.

mod begin;
mod calendar;
mod end;
mod line;
mod open;
mod plan;
mod policy;
mod roster;
mod standing;
mod usual;

pub use begin::{Began, begin};
pub use calendar::calendar;
pub use end::end;
pub use line::{AskedView, StepView, line};
pub use plan::{Missing, Plan, Planned, Subject, outline, plan};
pub use standing::standing;
