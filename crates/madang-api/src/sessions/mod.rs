//! 「로그인」 for programs: a session's token, presented as a bearer token.

mod reauthenticate;
mod sign_in;
mod sign_out;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(sign_in::sign_in))
        .routes(routes!(sign_out::sign_out))
        .routes(routes!(reauthenticate::reauthenticate))
}
