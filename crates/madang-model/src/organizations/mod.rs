//! Organisations 「회원사」: their codes and names, and what people are in them.

mod code;
mod name;
mod role;

pub use code::OrganizationCode;
pub use name::{DepartmentName, OrganizationName};
pub use role::OrgRole;
