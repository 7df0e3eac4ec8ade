//! The audit log, to be searched and verified.

mod search;
mod verify;
mod view;

use madang_web::{Access, Routes};

/// The pages of this part. Verifying reads the whole log, which is why it is asked for by a form.
pub(super) fn routes() -> Routes {
    Routes::new().get("/admin/audit", Access::Staff, search::show).post(
        "/admin/audit/verify",
        Access::Staff,
        verify::act,
    )
}
