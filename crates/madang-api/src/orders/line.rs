//! The approval line 「결재선」 of an order.

use madang_core::approvals::{AskedView as Asked, StepView};
use madang_model::approvals::Candidate;
use serde::Serialize;
use utoipa::ToSchema;

use super::decide::DecisionName;
use crate::wire::time;

/// A step of an order.
#[derive(Serialize, ToSchema)]
pub(crate) struct OrderStepView {
    id: String,
    round: i64,
    position: i64,
    kind: &'static str,
    state: &'static str,
    needed: i64,
    approvals: i64,
    since: Option<String>,
    decided_at: Option<String>,
    escalated_at: Option<String>,
    asked: Vec<AskedView>,
}

/// Somebody who is asked on a step.
#[derive(Serialize, ToSchema)]
pub(crate) struct AskedView {
    kind: &'static str,
    names: Vec<String>,
    department: Option<String>,
    waiting: bool,
    decision: Option<DecisionName>,
    decided_by: Option<String>,
    on_behalf_of: Option<String>,
    comment: Option<String>,
    decided_at: Option<String>,
}

impl From<StepView> for OrderStepView {
    fn from(step: StepView) -> Self {
        Self {
            id: step.id.to_string(),
            round: step.round,
            position: step.position,
            kind: step.kind.as_str(),
            state: step.state.as_str(),
            needed: step.needed,
            approvals: step.approvals,
            since: step.since.map(time),
            decided_at: step.decided_at.map(time),
            escalated_at: step.escalated_at.map(time),
            asked: step.asked.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Asked> for AskedView {
    fn from(asked: Asked) -> Self {
        let kind = match asked.candidate {
            Candidate::Member(_) => "member",
            Candidate::Head(_) => "head",
            Candidate::Staff => "staff",
        };
        Self {
            kind,
            names: asked.names,
            department: asked.department,
            waiting: asked.open,
            decision: asked.decision.map(Into::into),
            decided_by: asked.decided_by_name,
            on_behalf_of: asked.on_behalf_of_name,
            comment: Some(asked.comment).filter(|text| !text.is_empty()),
            decided_at: asked.decided_at.map(time),
        }
    }
}
