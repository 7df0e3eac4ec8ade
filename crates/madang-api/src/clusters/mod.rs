//! 「클러스터」

mod available;
mod get;
mod grant;
mod grants;
mod list;
mod revoke;
mod update;
mod users;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list::list))
        .routes(routes!(get::get, update::update))
        .routes(routes!(grants::grants))
        .routes(routes!(grant::to_organization, revoke::from_organization))
        .routes(routes!(users::users))
        .routes(routes!(grant::to_project, revoke::from_project))
        .routes(routes!(available::available))
}
