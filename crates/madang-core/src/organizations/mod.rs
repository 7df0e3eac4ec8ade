//! Organisations 「회원사」: their people, departments and roles.

mod code;
mod context;
mod create_personal;
mod department_standing;
mod forget;
mod join;
mod register;
mod standing;

use madang_db::DbError;

use crate::{Error, Refusal};

pub(crate) use code::joinable;
pub use context::{Context, context};
pub use create_personal::create_personal;
pub use department_standing::department_standing;
pub(crate) use forget::{forget_unverified, forget_withdrawn};
pub(crate) use join::enter_by_code;
pub use join::{Joined, join};
pub use register::{Register, register};
pub use standing::standing;

/// A member belongs to an organisation once; another request may have been first.
fn already_member_or(error: DbError) -> Error {
    if error.is_unique("memberships_organization_id_member_id_key") {
        Refusal::AlreadyMember.into()
    } else {
        error.into()
    }
}
