//! 「결재 정책」 and 「휴일」

mod add_holiday;
mod dry_run;
mod get;
mod list;
mod list_holidays;
mod publish;
mod remove_holiday;
mod retire;
mod versions;

pub(crate) use dry_run::PlanView;
use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list::list, publish::publish))
        .routes(routes!(dry_run::dry_run))
        .routes(routes!(get::get))
        .routes(routes!(versions::versions))
        .routes(routes!(retire::retire))
        .routes(routes!(list_holidays::list_holidays))
        .routes(routes!(add_holiday::add_holiday, remove_holiday::remove_holiday))
}
