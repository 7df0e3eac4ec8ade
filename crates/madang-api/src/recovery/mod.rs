//! 「아이디 찾기」 and 「비밀번호 찾기」.

mod find_id;
mod peek_password_link;
mod request_password_reset;
mod reset_password;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(find_id::find_id))
        .routes(routes!(request_password_reset::request_password_reset))
        .routes(routes!(peek_password_link::peek_password_link))
        .routes(routes!(reset_password::reset_password))
}
