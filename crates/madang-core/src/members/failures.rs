//! What failed sign-ins of one ID have brought upon it.

use madang_db::Conn;
use madang_model::Timestamp;

use super::sign_in::{counted_from, counted_of, delay};
use crate::{Ctx, Result, limits};

/// Failed sign-ins of an ID that are not forgotten yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignInFailures {
    /// How many, from everywhere together.
    pub failures: u32,
    /// From how many network addresses.
    pub addresses: u32,
    /// Whether the next try needs a captcha, wherever it comes from.
    pub captcha: bool,
    /// Until when the last of these addresses has to wait, if one has to.
    pub waits_until: Option<Timestamp>,
}

/// The failures of the ID with this key.
pub(super) async fn of(ctx: &Ctx, conn: &mut Conn, key: &str) -> Result<SignInFailures> {
    let free = ctx.settings().limits.failures_before_captcha;
    let (failures, _) = limits::failures(ctx, conn, &counted_of(ctx, key)).await?;
    let worst = limits::worst_failures(ctx, conn, &counted_from(ctx, key)).await?;
    let waits_until = worst.last_at.plus(delay(worst.failures, free));
    Ok(SignInFailures {
        failures,
        addresses: worst.counters,
        captcha: failures >= free,
        waits_until: (waits_until > ctx.now()).then_some(waits_until),
    })
}

/// Forgets the failures of the ID with this key, from all addresses.
pub(super) async fn forget(ctx: &Ctx, conn: &mut Conn, key: &str) -> Result<()> {
    // In the order in which sign-ins hold them.
    limits::forget_failures_under(conn, &counted_from(ctx, key)).await?;
    limits::forget_failures(conn, &counted_of(ctx, key)).await
}
