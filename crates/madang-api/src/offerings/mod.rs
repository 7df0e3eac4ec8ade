//! 「상품」 as everybody sees it.

mod estimate;
mod get;
mod list;
mod terms;

pub(crate) use estimate::BillLineView;
use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list::list))
        .routes(routes!(get::get))
        .routes(routes!(terms::terms))
        .routes(routes!(estimate::estimate))
}
