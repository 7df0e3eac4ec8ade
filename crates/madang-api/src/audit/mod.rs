//! 「감사 로그」

mod search;
mod verify;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default().routes(routes!(search::search)).routes(routes!(verify::verify))
}
