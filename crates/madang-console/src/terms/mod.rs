//! 「약관」: reading the documents in force, and agreeing to a new version of one.

mod agree;
pub(crate) mod blocks;
pub(crate) mod consent;
mod show;

use madang_web::{Access, Routes};

/// The pages of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .get("/terms/agree", Access::Member, agree::show)
        .post("/terms/agree", Access::Member, agree::agree)
        .get("/terms/{kind}", Access::Public, show::show)
}
