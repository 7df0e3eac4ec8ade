//! A member's own words: what an ID, a name, an address, a phone number may be, and the states a member
//! goes through. What is unique, or known to be theirs, is the store's and the core's to say.

mod contact;
mod domain;
mod login_id;
mod name;
mod password;
mod staff;
mod state;

pub use contact::{EmailAddress, Landline, MobilePhone};
pub use domain::{Domain, IpCount};
pub use login_id::LoginId;
pub use name::MemberName;
pub use password::{PasswordContext, PasswordPolicy};
pub use staff::StaffRole;
pub use state::{InvalidTransition, MemberState};
