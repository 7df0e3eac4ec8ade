//! What becomes of the steps when the order goes back or ends.

use madang_model::OrderId;
use madang_store::approvals;

use crate::{Result, Work, notices};

/// What asks somebody to decide.
const ASKING: [&str; 3] = ["order-waiting", "order-reminder", "order-escalated"];

/// Waits for nobody on the order any more: what is not decided of this submission is skipped. Part of the work that
/// takes the order back or ends it. Done twice, it is done.
pub async fn end(work: &mut Work<'_>, order_id: OrderId, round: i64) -> Result<()> {
    approvals::skip_rest(work, order_id, round).await?;
    close(work, order_id).await
}

/// Waits for nobody on the step that is over: what asked for a decision counts as read.
pub(super) async fn close(work: &mut Work<'_>, order_id: OrderId) -> Result<()> {
    approvals::close_all(work, order_id).await?;
    notices::over(work, &format!("/orders/{order_id}"), &ASKING).await
}
