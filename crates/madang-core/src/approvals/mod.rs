//! Approvals 「결재」: which way an order goes, who may decide on it, and what happens when nobody does.
//!
//! A policy ([`madang_model::approvals::Content`]) says which steps an order takes; [`plan()`] makes of it who is
//! asked, [`begin()`] writes it down with the submission, and whoever is asked decides. An order keeps the version
//! of the policy that it was submitted under.

mod asked;
mod begin;
mod calendar;
mod decide;
mod decided;
mod dry_run;
mod end;
mod find_approvers;
mod holidays;
mod inbox;
mod line;
mod open;
mod overdue;
mod plan;
mod policies;
mod policy;
mod publish_policy;
mod roster;
mod standing;
mod step_on;
mod substitute;
mod turn;
mod usual;

pub(crate) use asked::asked;
pub use begin::{Began, begin};
pub use calendar::calendar;
pub use decide::{Decide, Decided, decide, decide_many};
pub use decided::decided;
pub use dry_run::{DryRun, dry_run};
pub use end::end;
pub use find_approvers::{ApproverQuery, find_approvers};
pub use holidays::{HolidayInput, add_holiday, list_holidays, remove_holiday, seed_holidays};
pub use inbox::{InboxQuery, Waiting, inbox};
pub(crate) use line::role;
pub use line::{AskedView, StepView, line};
pub use overdue::reconcilers;
pub use plan::{Missing, Plan, Planned, Subject, outline, plan};
pub use policies::{PolicyView, get_policy, list_policies, policy_versions, retire_policy};
pub use publish_policy::{LimitsInput, PolicyInput, StepInput, publish_policy};
pub use standing::standing;
pub use substitute::{
    Substitute, SubstitutionView, end_substitution, list_substitutions, standing_in, substitute,
};
pub use turn::{Turn, turn};
