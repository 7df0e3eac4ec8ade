//! Clusters 「클러스터」 as the provider's staff see them: what they offer, how they are, who may use them.

mod edit;
mod grant;
mod list;
mod show;
mod view;

use madang_web::{Access, Routes};

/// The pages of this part.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/admin/clusters", Access::Staff, list::show)
        .get("/admin/clusters/{id}", Access::Staff, show::show)
        .get("/admin/clusters/{id}/edit", Access::Operator, edit::ask)
        .post("/admin/clusters/{id}/edit", Access::Operator, edit::act)
        .post("/admin/clusters/{id}/grants", Access::Operator, grant::grant)
        .post("/admin/clusters/{id}/grants/revoke", Access::Operator, grant::revoke)
}
