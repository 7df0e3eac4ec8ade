//! Background work: jobs in the queue, and the reconcilers' last rounds.

mod list;
mod retry;
mod show;
mod view;

use madang_web::{Access, Routes};

pub(super) use view::{RoundLine, round};

/// The pages of this part.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/admin/jobs", Access::Staff, list::show)
        .get("/admin/jobs/{id}", Access::Staff, show::show)
        .post("/admin/jobs/{id}/retry", Access::Operator, retry::act)
}
