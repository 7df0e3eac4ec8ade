//! Members as operators and auditors see them, and what operators may do with one.

mod confirm;
mod expire_password;
mod list;
mod resend;
mod resume;
mod set_staff;
mod show;
mod suspend;
mod unlock;
mod view;

use madang_web::{Access, Routes};

pub(super) use view::{MemberLine, line, phone};

/// The pages of this part.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/admin/members", Access::Staff, list::show)
        .get("/admin/members/{id}", Access::Staff, show::show)
        .get("/admin/members/{id}/resend", Access::Operator, resend::ask)
        .post("/admin/members/{id}/resend", Access::Operator, resend::act)
        .get("/admin/members/{id}/unlock", Access::Operator, unlock::ask)
        .post("/admin/members/{id}/unlock", Access::Operator, unlock::act)
        .get("/admin/members/{id}/suspend", Access::Operator, suspend::ask)
        .post("/admin/members/{id}/suspend", Access::Operator, suspend::act)
        .get("/admin/members/{id}/resume", Access::Operator, resume::ask)
        .post("/admin/members/{id}/resume", Access::Operator, resume::act)
        .get("/admin/members/{id}/expire-password", Access::Operator, expire_password::ask)
        .post("/admin/members/{id}/expire-password", Access::Operator, expire_password::act)
        .get("/admin/members/{id}/staff", Access::Operator, set_staff::ask)
        .post("/admin/members/{id}/staff", Access::Operator, set_staff::act)
}
