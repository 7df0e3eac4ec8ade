//! 「프로모션 코드」 as staff make them.

mod codes;
mod create;
mod end;
mod export;
mod get;
mod list;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list::list, create::create))
        .routes(routes!(get::get))
        .routes(routes!(codes::codes))
        .routes(routes!(export::export))
        .routes(routes!(end::end))
}
