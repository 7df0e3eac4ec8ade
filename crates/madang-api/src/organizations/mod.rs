//! 「회원사」: organisations, their people, departments and invitations.

mod accept;
mod add;
mod admit;
mod close;
mod create_department;
mod decline;
mod delete_department;
mod get;
mod get_membership;
mod give_up;
mod invite;
mod join;
mod leave;
mod list;
mod list_all;
mod list_departments;
mod list_invitations;
mod list_memberships;
mod offered;
mod peek;
mod register;
mod remove;
mod resend_invitation;
mod revoke_invitation;
mod set_membership;
mod set_quota;
mod transfer;
mod turn_away;
mod update;
mod update_department;

use madang_web::Web;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list::list, register::register))
        .routes(routes!(list_all::list_all))
        .routes(routes!(join::join))
        .routes(routes!(get::get, update::update))
        .routes(routes!(set_quota::set_quota))
        .routes(routes!(close::close))
        .routes(routes!(leave::leave))
        .routes(routes!(give_up::give_up))
        .routes(routes!(list_memberships::list_memberships, add::add))
        .routes(routes!(get_membership::get_membership, set_membership::set_membership, remove::remove))
        .routes(routes!(admit::admit))
        .routes(routes!(turn_away::turn_away))
        .routes(routes!(transfer::transfer))
        .routes(routes!(list_departments::list_departments, create_department::create_department))
        .routes(routes!(update_department::update_department, delete_department::delete_department))
        .routes(routes!(list_invitations::list_invitations, invite::invite))
        .routes(routes!(revoke_invitation::revoke_invitation))
        .routes(routes!(resend_invitation::resend_invitation))
        .routes(routes!(peek::peek))
        .routes(routes!(offered::offered))
        .routes(routes!(accept::accept))
        .routes(routes!(decline::decline))
}
