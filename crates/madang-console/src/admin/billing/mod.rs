//! Payment data as the provider's staff see it.

mod list;
mod reset;
mod show;

use madang_web::{Access, Routes};

/// The pages of this part.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/admin/billing", Access::Staff, list::show)
        .get("/admin/billing/{id}", Access::Staff, show::show)
        .post("/admin/billing/{id}/reset", Access::Operator, reset::reset)
}
