//! What becomes of held quota when the order ends.

use madang_model::OrderId;
use madang_store::quotas;

use crate::{Error, Result, Work};

/// Lets everything go that is held for the order. Done twice, it is done.
pub async fn release(work: &mut Work<'_>, order_id: OrderId) -> Result<()> {
    end(work, order_id, "released").await
}

/// Turns everything that is held for the order into use. Done twice, it is done.
pub async fn settle(work: &mut Work<'_>, order_id: OrderId) -> Result<()> {
    end(work, order_id, "used").await
}

async fn end(work: &mut Work<'_>, order_id: OrderId, state: &'static str) -> Result<()> {
    let now = work.ctx().now();
    for held in quotas::held(work, order_id).await? {
        if !quotas::end_held(work, held.id, state, now).await? {
            continue;
        }
        let used = if state == "used" { held.amount } else { 0 };
        if !quotas::shift(work, held.scope, held.dimension, (used, -held.amount)).await? {
            return Err(Error::internal("what is held is part of what is reserved"));
        }
    }
    Ok(())
}
