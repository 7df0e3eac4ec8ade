//! 「공지사항」

mod create;
mod get;
mod list;
mod list_current;
mod update;
mod withdraw;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list_current::list_current, create::create))
        .routes(routes!(list::list))
        .routes(routes!(get::get, update::update))
        .routes(routes!(withdraw::withdraw))
}
