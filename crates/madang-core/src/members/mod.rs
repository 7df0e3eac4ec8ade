//! Members: joining, being verified, signing in, getting back in, and looking after one's own account; and
//! what operators may do with all of them.
//!
//! `sign_up.rs` is the exemplar: read it first. What a value may be is `madang_model::members`; what is kept
//! is `madang_store::members`. Nothing here knows of pages or JSON.

mod authenticate;
mod begin_sign_up;
mod check_field;
mod confirm_phone_code;
mod draft;
mod get_profile;
mod hasher;
mod links;
mod resend_verification;
mod send_phone_code;
mod sign_in;
mod sign_out;
mod sign_up;
mod verify_email;

pub use authenticate::{Authenticated, Hold, Presented, authenticate};
pub use begin_sign_up::{BeginSignUp, begin_sign_up};
pub use check_field::{SignUpField, check_field};
pub use confirm_phone_code::confirm_phone_code;
pub use draft::{Draft, get_draft, keep_draft};
pub use get_profile::get_profile;
pub use hasher::{Hasher, Match};
pub use resend_verification::{ResendVerification, resend_verification};
pub use send_phone_code::{PhoneSubject, SentCode, send_phone_code};
pub use sign_in::{SignIn, SignedIn, sign_in};
pub use sign_out::sign_out;
pub use sign_up::{Marketing, SignUp, SignedUp, sign_up};
pub use verify_email::verify_email;
