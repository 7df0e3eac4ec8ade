//! Who was asked to decide on an order.

use madang_model::MemberId;
use madang_store::approvals;
use madang_store::orders::OrderRow;

use super::roster;
use crate::{Result, Work};

/// Everybody who knows of the order's last submission because they were asked: those who are waited for now, with
/// their substitutes, and those who decided.
pub(crate) async fn asked(work: &mut Work<'_>, order: &OrderRow) -> Result<Vec<MemberId>> {
    let now = work.ctx().now();
    let steps = approvals::steps(work, order.id).await?;
    let mut found = Vec::new();
    for row in approvals::candidates(work, order.id).await? {
        if !steps.iter().any(|step| step.id == row.step_id && step.round == order.round) {
            continue;
        }
        found.extend(row.decided_by);
        if row.open == 1 {
            found.extend(roster::with_substitutes(work, order.organization_id, row.candidate, now).await?);
        }
    }
    Ok(found)
}
