//! 「약관」: versions of documents that members agree to.

mod get;
mod list;
mod list_current;
mod publish;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use list_current::DocumentView;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list_current::list_current))
        .routes(routes!(list::list, publish::publish))
        .routes(routes!(get::get))
}
