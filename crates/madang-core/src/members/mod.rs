//! Members: joining, being verified, signing in, getting back in, and looking after one's own account; and
//! what operators may do with all of them.
//!
//! `sign_up.rs` is the exemplar: read it first. What a value may be is `madang_model::members`; what is kept
//! is `madang_store::members`. Nothing here knows of pages or JSON.

mod authenticate;
mod begin_sign_up;
mod check_field;
mod confirm_phone_code;
mod create_operator;
mod draft;
mod expire_password;
mod failures;
mod get;
mod get_profile;
mod hasher;
mod last_operator;
mod links;
mod list;
mod resend_as_operator;
mod resend_verification;
mod resume;
mod send_phone_code;
mod set_staff;
mod sign_in;
mod sign_out;
mod sign_up;
mod suspend;
mod unlock;
mod verify_email;

pub use authenticate::{Authenticated, Hold, Presented, authenticate};
pub use begin_sign_up::{BeginSignUp, begin_sign_up};
pub use check_field::{SignUpField, check_field};
pub use confirm_phone_code::confirm_phone_code;
pub use create_operator::{CreateOperator, create_operator};
pub use expire_password::{PasswordExpired, expire_password};
pub use failures::SignInFailures;
pub use get::{MemberDetails, get};
pub use get_profile::get_profile;
pub use hasher::{Hasher, Match};
pub use list::{MemberQuery, list};
pub use resend_as_operator::resend_as_operator;
pub use resend_verification::{ResendVerification, resend_verification};
pub use resume::resume;
pub use send_phone_code::{PhoneSubject, SentCode, send_phone_code};
pub use set_staff::set_staff;
pub use sign_in::{SignIn, SignedIn, sign_in};
pub use sign_out::sign_out;
pub use sign_up::{Marketing, SignUp, SignedUp, sign_up};
pub use suspend::suspend;
pub use unlock::unlock;
pub use verify_email::verify_email;
