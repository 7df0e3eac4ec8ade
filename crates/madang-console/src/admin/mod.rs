//! What operators and auditors work with: members, terms, announcements, the outbox, the audit log, jobs.
//!
//! Start with [`section::Section`], which gives every page here its place. Auditors see all of it but the
//! outbox and have none of its buttons; whether they may is for the operations to say.

mod announcements;
mod audit;
mod billing;
mod catalog;
mod clusters;
mod dashboard;
mod holidays;
mod jobs;
mod members;
mod organizations;
mod outbox;
pub(crate) mod pager;
mod policies;
mod promotions;
pub(crate) mod section;
mod terms;

use madang_web::{Access, Routes};

/// The pages of this area.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/admin", Access::Staff, dashboard::show)
        .merge(members::routes())
        .merge(organizations::routes())
        .merge(clusters::routes())
        .merge(billing::routes())
        .merge(catalog::routes())
        .merge(promotions::routes())
        .merge(terms::routes())
        .merge(announcements::routes())
        .merge(outbox::routes())
        .merge(policies::routes())
        .merge(holidays::routes())
        .merge(audit::routes())
        .merge(jobs::routes())
}
