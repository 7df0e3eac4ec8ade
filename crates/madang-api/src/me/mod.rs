//! 「내 정보」: one's own account.

mod accept_terms;
mod add_ssh_key;
mod change_email;
mod change_password;
mod confirm_email;
mod confirm_phone_code;
mod create_token;
mod delete_ssh_key;
mod delete_token;
mod end_other_sessions;
mod end_session;
mod export_data;
mod get_profile;
mod list_consents;
mod list_pending_terms;
mod list_sessions;
mod list_ssh_keys;
mod list_tokens;
mod send_phone_code;
mod update_profile;
mod withdraw;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use list_consents::ConsentView;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(get_profile::get_profile, update_profile::update_profile))
        .routes(routes!(send_phone_code::send_phone_code))
        .routes(routes!(confirm_phone_code::confirm_phone_code))
        .routes(routes!(change_email::change_email))
        .routes(routes!(confirm_email::confirm_email))
        .routes(routes!(change_password::change_password))
        .routes(routes!(list_sessions::list_sessions, end_other_sessions::end_other_sessions))
        .routes(routes!(end_session::end_session))
        .routes(routes!(list_ssh_keys::list_ssh_keys, add_ssh_key::add_ssh_key))
        .routes(routes!(delete_ssh_key::delete_ssh_key))
        .routes(routes!(list_tokens::list_tokens, create_token::create_token))
        .routes(routes!(delete_token::delete_token))
        .routes(routes!(list_consents::list_consents, accept_terms::accept_terms))
        .routes(routes!(list_pending_terms::list_pending_terms))
        .routes(routes!(export_data::export_data))
        .routes(routes!(withdraw::withdraw))
}
