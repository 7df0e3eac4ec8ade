//! 「회원가입」 in its three steps, and the link that completes it.

mod begin;
mod check_field;
mod complete;
pub(crate) mod confirm_phone_code;
mod get_draft;
mod keep_draft;
mod resend_verification;
pub(crate) mod send_phone_code;
mod token;
pub(crate) mod verify_email;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use token::{HEADER, token_text};

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(begin::begin))
        .routes(routes!(check_field::check_field))
        .routes(routes!(get_draft::get_draft, keep_draft::keep_draft))
        .routes(routes!(send_phone_code::send_phone_code))
        .routes(routes!(confirm_phone_code::confirm_phone_code))
        .routes(routes!(complete::complete))
        .routes(routes!(verify_email::verify_email))
        .routes(routes!(resend_verification::resend_verification))
}
