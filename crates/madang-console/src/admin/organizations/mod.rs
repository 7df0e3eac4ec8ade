//! Organisations as the provider's staff see them, and what they do with one.

mod list;
mod register;
mod show;

use madang_web::{Access, Routes};

/// The pages of this part.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/admin/organizations", Access::Staff, list::show)
        .get("/admin/organizations/new", Access::Operator, register::show)
        .post("/admin/organizations/new", Access::Operator, register::register)
        .get("/admin/organizations/{id}", Access::Staff, show::show)
        .post("/admin/organizations/{id}/people", Access::Operator, show::add)
        .post("/admin/organizations/{id}/quota", Access::Operator, show::set_quota)
}
