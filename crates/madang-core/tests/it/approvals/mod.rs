//! Approvals: whose turn it is, what becomes of a decision, and what happens when nobody decides.

mod decide;
mod given_up;
mod ground;
mod names;
mod overdue;
mod policies;
mod substitutes;
