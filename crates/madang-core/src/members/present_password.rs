//! Asking a signed-in member for the password again.

use madang_model::{Rule, Secret};
use madang_store::members::PasswordRow;

use super::hasher::Match;
use crate::limits::{self, Limit};
use crate::{Ctx, Error, Result};

/// Makes sure that `password` is the member's; otherwise the broken rule of `field`.
///
/// A try is taken before the password is looked at and given back when it was right, so that a stolen session
/// has few guesses an hour, however parallel. Only who is signed in as the member can use the tries up, and
/// signing in anew does not need one.
pub(super) async fn verify(
    ctx: &Ctx,
    present: &PasswordRow,
    field: &'static str,
    password: &Secret,
) -> Result<()> {
    if password.reveal().is_empty() {
        return Err(Error::invalid(field, Rule::Required));
    }
    let name = limits::about(ctx, "password-again", &present.id.to_string());
    let mut work = ctx.begin().await?;
    limits::take(
        ctx,
        &mut work,
        &name,
        Limit::hourly(ctx.settings().limits.failures_before_captcha.saturating_mul(2)),
    )
    .await?;
    work.commit().await?;
    if ctx.platform.hasher.verify(password, present.hash()).await? == Match::No {
        return Err(Error::invalid(field, Rule::PasswordWrong));
    }
    let mut work = ctx.begin().await?;
    limits::clear(&mut work, &name).await?;
    work.commit().await
}
