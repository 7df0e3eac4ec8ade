//! 「웹훅」

mod create;
mod delete;
mod deliveries;
mod get;
mod list;
mod pause;
mod replay;
mod resume;
mod rotate_secret;
mod send_ping;
mod update;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list::list, create::create))
        .routes(routes!(get::get, update::update, delete::delete))
        .routes(routes!(pause::pause))
        .routes(routes!(resume::resume))
        .routes(routes!(rotate_secret::rotate_secret))
        .routes(routes!(send_ping::send_ping))
        .routes(routes!(deliveries::list))
        .routes(routes!(deliveries::get))
        .routes(routes!(replay::replay))
}
