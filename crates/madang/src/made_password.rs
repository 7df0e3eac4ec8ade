//! Passwords that the program makes for people, who change them when they sign in.

use madang_core::Ctx;
use madang_model::Secret;

/// A password that the policy takes: of letters and digits that can't be mistaken for each other.
pub(crate) fn made_password(ctx: &Ctx) -> Secret {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
    const DIGITS: &[u8] = b"23456789";
    let pick = |from: &[u8]| {
        let count = u32::try_from(from.len()).unwrap_or(1);
        char::from(from[usize::try_from(ctx.random_below(count)).unwrap_or(0)])
    };
    let (least, most) = ctx.settings().password.policy().length();
    // Groups of four with hyphens between: 14 characters carry almost 60 bits.
    let length = 14.clamp(least, most.max(least));
    let text = (0..length).map(|at| match at % 5 {
        4 => '-',
        3 => pick(DIGITS),
        _ => pick(LETTERS),
    });
    Secret::new(text.collect::<String>())
}
