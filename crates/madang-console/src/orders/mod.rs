//! Orders 「신청」: lists, the form with its quote, the approver, the confirmation, and what becomes of it.

mod act;
mod approver;
mod comment;
mod confirm;
mod create;
mod edit;
mod fields;
mod files;
mod list;
mod list_all;
mod show;
mod summary;
mod view;

use madang_web::{Access, Routes};

pub(crate) use show::page as order_page;
pub(crate) use view::{OrderLine, age, line as order_line};

/// The pages of this part.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/orders", Access::Member, list::show)
        .post("/orders", Access::Member, create::act)
        .get("/orders/{id}", Access::Member, show::show)
        .get("/orders/{id}/edit", Access::Member, edit::ask)
        .post("/orders/{id}/edit", Access::Member, edit::act)
        .post("/orders/{id}/autosave", Access::Member, edit::autosave)
        .get("/orders/{id}/approver", Access::Member, approver::ask)
        .post("/orders/{id}/approver", Access::Member, approver::act)
        .get("/orders/{id}/confirm", Access::Member, confirm::ask)
        .post("/orders/{id}/confirm", Access::Member, confirm::act)
        .get("/orders/{id}/withdraw", Access::Member, act::ask_withdraw)
        .post("/orders/{id}/withdraw", Access::Member, act::withdraw)
        .get("/orders/{id}/cancel", Access::Member, act::ask_cancel)
        .post("/orders/{id}/cancel", Access::Member, act::cancel)
        .post("/orders/{id}/retry", Access::Member, act::retry)
        .post("/orders/{id}/comments", Access::Member, comment::act)
        .get("/orders/{id}/attachments", Access::Member, files::show)
        .post("/orders/{id}/attachments", Access::Member, files::attach)
        .get("/orders/{id}/attachments/{attachment}", Access::Member, files::content)
        .post("/orders/{id}/attachments/{attachment}/delete", Access::Member, files::detach)
        .get("/admin/orders", Access::Staff, list_all::show)
}
