//! Looking at a link without using it: for the page that asks before it acts.

use madang_model::Secret;

use super::links::{self, Purpose};
use crate::{Ctx, Result};

/// Refuses, as following it would, a link that was never given out, was used, or is over its time. Whoever has
/// its token may, as often as they like: programs that look at links before people do use nothing up.
pub async fn peek_link(ctx: &Ctx, purpose: Purpose, token: &Secret) -> Result<()> {
    links::peek(ctx, &mut *ctx.read().await?, purpose, token).await?;
    Ok(())
}
