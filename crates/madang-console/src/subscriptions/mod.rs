//! 「상품 신청」, 「상품 이용 현황」, 「상품 해지」.

mod confirm;
mod done;
mod exit;
mod export;
mod list;
pub(crate) mod prices;
mod show;
mod start;
mod tear_down;
mod terminate;
mod terms;

use madang_web::{Access, Routes};

/// The pages of this part.
pub(crate) fn routes() -> Routes {
    let member = Access::Member;
    Routes::new()
        .get("/subscribe/{code}", member, terms::show)
        .post("/subscribe/{code}", member, terms::act)
        .get("/subscribe/{code}/start", member, start::show)
        .get("/subscribe/{code}/confirm", member, confirm::show)
        .post("/subscribe/{code}/confirm", member, confirm::act)
        .get("/subscribe/{code}/done", member, done::show)
        .get("/subscriptions", member, list::show)
        .get("/subscriptions/{id}", member, show::show)
        .get("/subscriptions/{id}/export", member, export::show)
        .get("/subscriptions/{id}/exit", member, exit::show)
        .get("/subscriptions/{id}/tear-down", member, tear_down::ask)
        .post("/subscriptions/{id}/tear-down", member, tear_down::act)
        .get("/subscriptions/{id}/terminate", member, terminate::ask)
        .post("/subscriptions/{id}/terminate", member, terminate::act)
}
