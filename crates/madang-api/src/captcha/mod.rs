//! 「부정인증 방지」: pictures of letters, and the letters spoken.

mod get_picture;
mod get_sound;
mod issue;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(issue::issue))
        .routes(routes!(get_picture::get_picture))
        .routes(routes!(get_sound::get_sound))
}
