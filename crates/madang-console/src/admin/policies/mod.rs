//! Approval policies 「결재 정책」: which way orders go.

mod edit;
mod form;
mod list;
mod show;
mod view;

use madang_web::{Access, Routes};

/// The pages of this part.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/admin/policies", Access::Staff, list::show)
        .get("/admin/policies/new", Access::Operator, edit::ask)
        .post("/admin/policies", Access::Operator, edit::act)
        .get("/admin/policies/{id}", Access::Staff, show::show)
        .get("/admin/policies/{id}/edit", Access::Operator, edit::ask_again)
        .post("/admin/policies/{id}/retire", Access::Operator, show::retire)
}
