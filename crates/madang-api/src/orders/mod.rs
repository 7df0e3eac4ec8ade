//! 「신청」

mod cancel;
mod comment;
mod create;
mod get;
mod list;
mod list_all;
mod reason;
mod retry;
mod save;
mod submit;
mod timeline;
mod withdraw;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list::list, create::create))
        .routes(routes!(list_all::list_all))
        .routes(routes!(get::get, save::save))
        .routes(routes!(submit::submit))
        .routes(routes!(withdraw::withdraw))
        .routes(routes!(cancel::cancel))
        .routes(routes!(retry::retry))
        .routes(routes!(comment::comment))
        .routes(routes!(timeline::timeline))
}
