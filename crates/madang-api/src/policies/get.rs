//! One version of a policy.

use axum::Json;
use madang_core::approvals::{self, PolicyView as Policy};
use madang_model::PolicyId;
use madang_model::approvals::{Limits, StepRule};
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;
use crate::wire::time;

#[derive(Serialize, ToSchema)]
pub(crate) struct PolicyView {
    id: String,
    kind: String,
    organization_id: Option<String>,
    organization: Option<String>,
    min_amount: i64,
    version: i64,
    in_force: bool,
    steps: Vec<PolicyStepView>,
    own: bool,
    automatic: Option<LimitsView>,
    remind_hours: Option<u32>,
    escalate_hours: Option<u32>,
    note: String,
    created_by: String,
    created_at: String,
}

/// A step that a policy asks for.
#[derive(Serialize, ToSchema)]
pub(crate) struct PolicyStepView {
    kind: &'static str,
    login_ids: Vec<String>,
    needed: u32,
}

/// Inside what nobody has to decide.
#[derive(Serialize, ToSchema)]
pub(crate) struct LimitsView {
    month: i64,
    claims: Vec<AmountView>,
}

/// How much of a dimension.
#[derive(Serialize, ToSchema)]
pub(crate) struct AmountView {
    dimension: &'static str,
    amount: i64,
}

impl From<Limits> for LimitsView {
    fn from(limits: Limits) -> Self {
        let amount = |(dimension, amount): (madang_model::quota::Dimension, i64)| AmountView {
            dimension: dimension.as_str(),
            amount,
        };
        Self { month: limits.month, claims: limits.claims.into_iter().map(amount).collect() }
    }
}

impl From<Policy> for PolicyView {
    fn from(policy: Policy) -> Self {
        let (row, content) = (policy.row, policy.content);
        let steps = content.steps.iter().zip(policy.named).map(|(step, login_ids)| PolicyStepView {
            kind: step.kind().as_str(),
            login_ids,
            needed: match step {
                StepRule::Named { needed, .. } => *needed,
                StepRule::DepartmentHead | StepRule::Chosen | StepRule::Operators => 1,
            },
        });
        Self {
            id: row.id.to_string(),
            kind: row.kind,
            organization_id: Some(row.organization).filter(|id| id != "*"),
            organization: policy.organization,
            min_amount: row.min_amount,
            version: row.version,
            in_force: row.current == 1,
            steps: steps.collect(),
            own: content.own,
            automatic: content.automatic.map(Into::into),
            remind_hours: content.remind_hours,
            escalate_hours: content.escalate_hours,
            note: row.note,
            created_by: row.created_by,
            created_at: time(row.created_at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/policies/{id}",
    operation_id = "getPolicy",
    tag = "policies",
    responses((status = 200, body = PolicyView)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn get(SignedIn(ctx): SignedIn, At(id): At<PolicyId>) -> Result<Json<PolicyView>, Fail> {
    Ok(Json(approvals::get_policy(&ctx, id).await?.into()))
}
