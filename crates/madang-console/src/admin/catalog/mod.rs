//! The catalog as its staff write it: categories, offerings, plans, prices, terms; preview, publish, retire.

mod categories;
mod edit;
mod list;
mod plan;
mod prices;
mod show;
mod terms;
mod turn;

use madang_web::{Access, Routes};

/// The pages of this part.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/admin/catalog", Access::Staff, list::show)
        .get("/admin/catalog/categories", Access::Staff, categories::show)
        .post("/admin/catalog/categories", Access::Operator, categories::act)
        .get("/admin/catalog/new", Access::Operator, edit::ask)
        .post("/admin/catalog", Access::Operator, edit::act)
        .get("/admin/catalog/{id}", Access::Staff, show::show)
        .get("/admin/catalog/{id}/preview", Access::Staff, show::preview)
        .get("/admin/catalog/{id}/edit", Access::Operator, edit::ask_again)
        .post("/admin/catalog/{id}/edit", Access::Operator, edit::act_again)
        .get("/admin/catalog/{id}/plan", Access::Operator, plan::ask)
        .post("/admin/catalog/{id}/plan", Access::Operator, plan::act)
        .post("/admin/catalog/{id}/drop-plan", Access::Operator, plan::drop)
        .get("/admin/catalog/{id}/prices", Access::Staff, prices::show)
        .post("/admin/catalog/{id}/prices", Access::Operator, prices::act)
        .get("/admin/catalog/{id}/terms", Access::Operator, terms::ask)
        .post("/admin/catalog/{id}/terms", Access::Operator, terms::act)
        .post("/admin/catalog/{id}/publish", Access::Operator, turn::publish)
        .get("/admin/catalog/{id}/retire", Access::Operator, turn::ask_retire)
        .post("/admin/catalog/{id}/retire", Access::Operator, turn::retire)
        .post("/admin/catalog/{id}/resume", Access::Operator, turn::resume)
}
