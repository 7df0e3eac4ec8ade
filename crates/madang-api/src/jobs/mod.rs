//! 「작업」: background work and reconcilers.

mod get;
mod list;
mod overview;
mod retry;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list::list))
        .routes(routes!(overview::overview))
        .routes(routes!(get::get))
        .routes(routes!(retry::retry))
}
