//! Organisations 「회원사」: their codes and names, and what people are in them.

mod code;
mod kind;
mod name;
mod role;

pub use code::OrganizationCode;
pub use kind::{InvitationState, Joining, MembershipState, OrganizationKind, OrganizationState};
pub use name::{DepartmentName, OrganizationName};
pub use role::OrgRole;
