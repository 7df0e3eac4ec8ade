//! Joining, signing in, and getting back in: pages that a visitor passes on the way in. Looking after one's own
//! account is [`crate::me`].
//!
//! `fill_in.rs` is the longest of them; `sign_in.rs` is a better one to read first.

mod begin_sign_up;
pub(crate) mod captcha;
mod check_field;
mod complete;
pub(crate) mod fill_in;
mod find_id;
mod phone;
pub(crate) mod phone_part;
mod reauthenticate;
mod request_password_reset;
mod resend_verification;
mod reset_password;
mod sign_in;
mod sign_out;
mod steps;
mod token;
mod verify_email;
pub(crate) mod wanted;

use madang_web::{Access, Routes};

pub(crate) use check_field::FieldNote;

/// The pages of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .get("/sign-up", Access::Public, begin_sign_up::show)
        .post("/sign-up", Access::Public, begin_sign_up::begin)
        .post("/sign-up/cancel", Access::Public, begin_sign_up::cancel)
        .get("/sign-up/form", Access::Public, fill_in::show)
        .post("/sign-up/form", Access::Public, fill_in::sign_up)
        .post("/sign-up/check/{field}", Access::Public, check_field::check)
        .post("/sign-up/phone/send", Access::Public, phone::send)
        .post("/sign-up/phone/confirm", Access::Public, phone::confirm)
        .get("/sign-up/done", Access::Public, complete::show)
        .get("/sign-up/verify", Access::Public, verify_email::show)
        .post("/sign-up/verify", Access::Public, verify_email::verify)
        .get("/captcha", Access::Public, captcha::renew)
        .get("/captcha/{file}", Access::Public, captcha::get)
        .get("/sign-in", Access::Public, sign_in::show)
        .post("/sign-in", Access::Public, sign_in::sign_in)
        .get("/sign-in/again", Access::Member, reauthenticate::show)
        .post("/sign-in/again", Access::Member, reauthenticate::reauthenticate)
        .get("/sign-in/resend", Access::Public, resend_verification::show)
        .post("/sign-in/resend", Access::Public, resend_verification::resend)
        .get("/find-id", Access::Public, find_id::show)
        .post("/find-id", Access::Public, find_id::find)
        .get("/password/forgot", Access::Public, request_password_reset::show)
        .post("/password/forgot", Access::Public, request_password_reset::request)
        .get("/password/reset", Access::Public, reset_password::show)
        .post("/password/reset", Access::Public, reset_password::reset)
        .post("/sign-out", Access::Public, sign_out::sign_out)
}
