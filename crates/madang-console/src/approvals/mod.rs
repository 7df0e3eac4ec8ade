//! 「결재함」: what waits for the reader's decision, what they decided, and the form with which they do.

mod decide;
mod decide_many;
mod decided;
mod inbox;
mod view;

pub use decide::Deciding;
pub(crate) use view::step as step_name;

use madang_web::{Access, Routes};

/// The pages of this feature.
pub(crate) fn routes() -> Routes {
    let member = Access::Member;
    Routes::new()
        .get("/approvals", member, inbox::show)
        .get("/approvals/decided", member, decided::show)
        .post("/approvals/decide", member, decide_many::act)
        .post("/orders/{id}/decide", member, decide::act)
}
