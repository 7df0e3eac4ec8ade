//! Organisations 「회원사」: their people, departments and roles.
//!
//! A company is registered by the provider and joined by its code, by invitation, or through the provider's
//! staff; a personal one is made with each member. What somebody is in an organisation is a [`standing()`], which
//! the one permission table is asked with. What changes people or departments holds the organisation first
//! (`company::hold`), so that counting owners and walking the tree see what parallel works left.

mod accept;
mod add;
mod admit;
mod close;
mod code;
mod company;
mod context;
mod create_personal;
mod depart;
mod department_standing;
mod departments;
mod forget;
mod get;
mod holdings;
mod invite;
mod join;
mod list;
mod list_mine;
mod people;
mod register;
mod set_person;
mod set_quota;
mod standing;
mod update;

use madang_db::DbError;

use crate::{Error, Refusal};

pub use accept::{Peeked, accept_invitation, decline_invitation, offered, peek_invitation};
pub use add::{Add, add};
pub use admit::{admit, turn_away};
pub use close::close;
pub(crate) use code::joinable;
pub use context::{Context, context};
pub use create_personal::create_personal;
pub use depart::{give_up, leave, remove, transfer};
pub use department_standing::department_standing;
pub use departments::{
    Department, DepartmentForm, create_department, delete_department, list_departments, update_department,
};
pub(crate) use forget::{forget_unverified, forget_withdrawn};
pub use get::{Details, get};
pub use holdings::Belongings;
pub use invite::{INVITATION_DAYS, Invite, invite, list_invitations, resend_invitation, revoke_invitation};
pub(crate) use join::enter_by_code;
pub use join::{Joined, join};
pub use list::{OrganizationQuery, list};
pub use list_mine::list_mine;
pub use people::{PeopleQuery, Person, get_person, list_people};
pub use register::{Register, register};
pub use set_person::{SetPerson, set_person};
pub use set_quota::set_quota;
pub use standing::standing;
pub use update::{Update, update};

/// A member belongs to an organisation once; another request may have been first.
fn already_member_or(error: DbError) -> Error {
    if error.is_unique("memberships_organization_id_member_id_key") {
        Refusal::AlreadyMember.into()
    } else {
        error.into()
    }
}
