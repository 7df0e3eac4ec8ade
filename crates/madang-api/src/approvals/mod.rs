//! 「결재」

mod approvers;
mod decide_many;
mod decided;
mod end_substitution;
mod inbox;
mod standing_in;
mod substitute;
mod substitutions;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(inbox::inbox))
        .routes(routes!(decided::decided))
        .routes(routes!(decide_many::decide_many))
        .routes(routes!(substitutions::substitutions, substitute::substitute))
        .routes(routes!(standing_in::standing_in))
        .routes(routes!(end_substitution::end_substitution))
        .routes(routes!(approvers::approvers))
}
