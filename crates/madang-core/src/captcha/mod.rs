//! 「부정인증 방지」: a picture of digits and letters to be typed in order, or listened to. One use each.

mod check;
mod draw;
mod issue;
mod sound;

pub use check::{answer_for_tests, check};
pub use issue::{Captcha, get_picture, get_sound, issue};
