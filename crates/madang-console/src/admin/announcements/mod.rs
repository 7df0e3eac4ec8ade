//! What operators tell everybody: written, changed before it starts, taken back.

mod create;
mod edit;
mod form;
mod list;
mod show;
mod view;
mod withdraw;

use madang_web::{Access, Routes};

/// The pages of this part.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/admin/announcements", Access::Staff, list::show)
        .get("/admin/announcements/new", Access::Operator, create::ask)
        .post("/admin/announcements", Access::Operator, create::act)
        .get("/admin/announcements/{id}", Access::Staff, show::show)
        .get("/admin/announcements/{id}/edit", Access::Operator, edit::ask)
        .post("/admin/announcements/{id}/edit", Access::Operator, edit::act)
        .get("/admin/announcements/{id}/withdraw", Access::Operator, withdraw::ask)
        .post("/admin/announcements/{id}/withdraw", Access::Operator, withdraw::act)
}
