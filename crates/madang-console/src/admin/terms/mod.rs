//! Terms documents: their versions, and publishing another.

mod list;
mod publish;
mod show;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use madang_web::{Access, Routes};

/// A document in both languages, as a form encodes it: every Korean character is nine bytes.
const BODY_LIMIT: usize = 2 * 1024 * 1024;

/// The pages of this part.
pub(super) fn routes() -> Routes {
    let room = || DefaultBodyLimit::max(BODY_LIMIT);
    Routes::new()
        .get("/admin/terms", Access::Staff, list::show)
        .get("/admin/terms/new", Access::Operator, publish::ask)
        .get("/admin/terms/{id}", Access::Staff, show::show)
        .post("/admin/terms/new", Access::Operator, publish::ask_again.layer(room()))
        .post("/admin/terms/preview", Access::Operator, publish::preview.layer(room()))
        .post("/admin/terms", Access::Operator, publish::act.layer(room()))
}
