//! What staff see of members, and what operators do with them.

mod expire_password;
mod get;
mod list;
mod resend_verification;
mod resume;
mod set_staff;
mod suspend;
mod unlock;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list::list))
        .routes(routes!(get::get))
        .routes(routes!(resend_verification::resend_verification))
        .routes(routes!(unlock::unlock))
        .routes(routes!(suspend::suspend))
        .routes(routes!(resume::resume))
        .routes(routes!(expire_password::expire_password))
        .routes(routes!(set_staff::set_staff))
}
