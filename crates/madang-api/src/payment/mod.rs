//! 「결제 정보」: who pays for an organisation.

mod get;
mod save;
mod verify_card;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default().routes(routes!(get::get, save::save)).routes(routes!(verify_card::verify_card))
}
