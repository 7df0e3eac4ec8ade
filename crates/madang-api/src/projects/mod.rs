//! 「프로젝트」

mod archive;
mod blockers;
mod delete;
mod get;
mod list;
mod members;
mod remove_member;
mod set_member;
mod unarchive;
mod update;

pub(crate) use get::QuotaLineView;
use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list::list))
        .routes(routes!(get::get, update::update, delete::delete))
        .routes(routes!(blockers::blockers))
        .routes(routes!(members::members, set_member::set_member))
        .routes(routes!(remove_member::remove_member))
        .routes(routes!(archive::archive))
        .routes(routes!(unarchive::unarchive))
}
