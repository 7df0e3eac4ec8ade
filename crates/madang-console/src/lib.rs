//! The web console: pages rendered on the server, one file and one template per verb, in a folder per feature.
//!
//! What lives here: pages, their forms and their words' places. No rule, no query: a page calls an operation of
//! the core and shows what it says. Start with [`shell`], the frame that every page stands in, and
//! [`frame::Frame`], which brings it to a handler.

mod admin;
mod announcements;
pub mod api_reference;
pub mod approvals;
mod billing;
pub mod brand_logo;
mod catalog;
mod done;
pub mod face;
pub mod frame;
mod home;
pub mod me;
pub mod members;
mod menu;
mod next;
mod notices;
mod numbers;
mod orders;
mod organizations;
mod projects;
pub mod shell;
mod subscriptions;
pub mod terms;
pub mod trouble;
mod webhooks;

use axum::Router;
use madang_web::{Access, Routes, Web};

/// Every page of the console with who may use it.
pub fn routes() -> Routes {
    Routes::new()
        .get("/", Access::Public, home::show)
        .merge(members::routes())
        .merge(me::routes())
        .merge(catalog::routes())
        .merge(organizations::routes())
        .merge(orders::routes())
        .merge(announcements::routes())
        .merge(approvals::routes())
        .merge(projects::routes())
        .merge(billing::routes())
        .merge(subscriptions::routes())
        .merge(admin::routes())
        .merge(terms::routes())
        .merge(notices::routes())
        .merge(webhooks::routes())
        .merge(api_reference::routes())
}

/// The console's pages, and the frame's own files.
pub fn router(brands: &frame::Brands) -> Router<Web> {
    let router = routes().into_router().merge(shell::router(&brands.ko));
    match &brands.logo {
        Some(logo) => router.merge(logo.router()),
        None => router,
    }
}
