//! What becomes of the steps when the order goes back or ends.

use madang_model::OrderId;
use madang_store::approvals;

use crate::{Result, Work};

/// Waits for nobody on the order any more: what is not decided of this submission is skipped. Part of the work that
/// takes the order back or ends it. Done twice, it is done.
pub async fn end(work: &mut Work<'_>, order_id: OrderId, round: i64) -> Result<()> {
    approvals::skip_rest(work, order_id, round).await?;
    approvals::close_all(work, order_id).await?;
    Ok(())
}
