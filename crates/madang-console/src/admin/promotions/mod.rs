//! Promotion codes 「프로모션 코드」 as staff make them: in bulk, handed out once, ended.

mod end;
mod export;
mod list;
mod new;
mod show;

use madang_web::{Access, Routes};

/// The pages of this part.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/admin/promotions", Access::Staff, list::show)
        .get("/admin/promotions/new", Access::Operator, new::ask)
        .post("/admin/promotions", Access::Operator, new::act)
        .get("/admin/promotions/{id}", Access::Staff, show::show)
        .post("/admin/promotions/{id}/export", Access::Operator, export::act)
        .get("/admin/promotions/{id}/end", Access::Operator, end::ask)
        .post("/admin/promotions/{id}/end", Access::Operator, end::act)
}
