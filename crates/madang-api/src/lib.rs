//! REST under `/api/v1`: everything the console can do, for programs. Described by OpenAPI 3.1, made from the code.
//!
//! A folder per feature, a file per operation with what it takes (`…Body`, `…Query`) and gives (`…View`). A
//! handler calls one operation of the core and translates; who may is decided there, and what `x-access` says
//! of it is held to by a test. [`face`] is the one place where errors become documents, `document/` completes
//! the description, `idempotency.rs` lets every POST be sent twice.

mod address;
mod announcements;
mod approvals;
mod audit;
mod body;
mod caller;
mod captcha;
mod clusters;
mod document;
pub mod face;
mod idempotency;
mod index;
mod jobs;
mod me;
mod members;
mod messages;
mod notices;
mod offerings;
mod orders;
mod organizations;
mod payment;
mod policies;
mod projects;
mod promotions;
mod query;
mod recovery;
mod sessions;
mod sign_ups;
mod subscriptions;
mod terms;
mod webhooks;
mod wire;

use axum::Router;
use axum::middleware::from_fn;
use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;

pub use document::openapi;
pub use face::{PROBLEMS, REFUSALS};

/// Every route of the API.
pub fn router() -> Router<Web> {
    let (router, _) = described().split_for_parts();
    router.layer(from_fn(idempotency::once))
}

fn described() -> OpenApiRouter<Web> {
    index::routes()
        .merge(captcha::routes())
        .merge(sign_ups::routes())
        .merge(sessions::routes())
        .merge(recovery::routes())
        .merge(me::routes())
        .merge(terms::routes())
        .merge(announcements::routes())
        .merge(members::routes())
        .merge(messages::routes())
        .merge(audit::routes())
        .merge(orders::routes())
        .merge(approvals::routes())
        .merge(policies::routes())
        .merge(organizations::routes())
        .merge(projects::routes())
        .merge(clusters::routes())
        .merge(offerings::routes())
        .merge(subscriptions::routes())
        .merge(payment::routes())
        .merge(promotions::routes())
        .merge(notices::routes())
        .merge(webhooks::routes())
        .merge(jobs::routes())
}
