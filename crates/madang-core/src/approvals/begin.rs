//! Writing down which way a submitted order goes.

use madang_model::{OrderId, OrderStepId};
use madang_store::approvals::{self, NewStep};

use super::Plan;
use super::open::open;
use crate::{Error, Result, Work};

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Began {
    /// Its first step is waited for.
    Waiting,
    /// Nobody has to decide: it is approved.
    Approved,
}

/// Writes the steps of a submission and asks whoever comes first, as part of the work that submits the order.
pub async fn begin(work: &mut Work<'_>, order_id: OrderId, round: i64, plan: &Plan) -> Result<Began> {
    if plan.steps.is_empty() {
        return Ok(Began::Approved);
    }
    plan.ready()?;
    let order = approvals::brief(work, order_id).await?.ok_or(Error::NotFound)?;
    let mut first = None;
    for (position, step) in (1..).zip(&plan.steps) {
        let id: OrderStepId = work.ctx().new_id();
        let new = NewStep { id, order_id, round, position, kind: step.kind, needed: step.needed };
        approvals::insert_step(work, new).await?;
        for candidate in &step.candidates {
            approvals::insert_candidate(work, id, *candidate, &order, 0).await?;
        }
        first = first.or(Some(id));
    }
    if let Some(first) = first {
        open(work, &order, first, &plan.content).await?;
    }
    Ok(Began::Waiting)
}
