//! 「알림」

mod get;
mod list;
mod mark_all_read;
mod mark_read;
mod preferences;
mod set_preferences;
mod unread;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list::list))
        .routes(routes!(unread::unread))
        .routes(routes!(mark_all_read::mark_all_read))
        .routes(routes!(preferences::preferences, set_preferences::set_preferences))
        .routes(routes!(get::get))
        .routes(routes!(mark_read::mark_read))
}
