//! 「웹훅」: what an organisation has told to programs of its own. What can't be undone asks first, on a page
//! that a script opens as a dialog.

mod acts;
mod create;
mod form;
mod list;
mod remove;
mod rotate;
mod show;
mod update;

use madang_web::{Access, Routes};

/// The pages of this feature.
pub(crate) fn routes() -> Routes {
    let inside = Access::Member;
    Routes::new()
        .get("/organizations/{id}/webhooks", inside, list::show)
        .get("/organizations/{id}/webhooks/new", inside, create::ask)
        .post("/organizations/{id}/webhooks", inside, create::act)
        .get("/webhooks/{id}", inside, show::show)
        .get("/webhooks/{id}/edit", inside, update::ask)
        .post("/webhooks/{id}/edit", inside, update::act)
        .post("/webhooks/{id}/pause", inside, acts::pause)
        .post("/webhooks/{id}/resume", inside, acts::resume)
        .post("/webhooks/{id}/try", inside, acts::try_out)
        .get("/webhooks/{id}/rotate", inside, rotate::ask)
        .post("/webhooks/{id}/rotate", inside, rotate::act)
        .get("/webhooks/{id}/remove", inside, remove::ask)
        .post("/webhooks/{id}/remove", inside, remove::act)
        .post("/deliveries/{id}/replay", inside, acts::replay)
}
