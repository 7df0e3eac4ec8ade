//! 「신청」

pub(crate) mod attach;
mod attachments;
mod cancel;
mod comment;
mod create;
mod decide;
mod detach;
mod get;
mod line;
mod list;
mod list_all;
mod quote;
mod reason;
mod retry;
mod save;
mod submit;
mod timeline;
mod withdraw;

pub(crate) use decide::DecisionName;
use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list::list, create::create))
        .routes(routes!(list_all::list_all))
        .routes(routes!(get::get, save::save))
        .routes(routes!(quote::quote))
        .routes(routes!(submit::submit))
        .routes(routes!(decide::decide))
        .routes(routes!(withdraw::withdraw))
        .routes(routes!(cancel::cancel))
        .routes(routes!(retry::retry))
        .routes(routes!(comment::comment))
        .routes(routes!(timeline::timeline))
        .routes(routes!(attachments::list, attach::attach))
        .routes(routes!(detach::detach))
        .routes(routes!(attachments::content))
}
