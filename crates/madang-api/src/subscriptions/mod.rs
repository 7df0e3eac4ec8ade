//! 「상품 이용」: subscribing to products, what they come to, and giving them up.

mod exit_plan;
mod export;
mod get;
mod list;
mod quote;
mod subscribe;
mod tear_down;
mod terminate;
mod usage;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list::list, subscribe::subscribe))
        .routes(routes!(quote::quote))
        .routes(routes!(get::get))
        .routes(routes!(usage::usage))
        .routes(routes!(export::export))
        .routes(routes!(exit_plan::exit_plan))
        .routes(routes!(tear_down::tear_down))
        .routes(routes!(terminate::terminate))
}
