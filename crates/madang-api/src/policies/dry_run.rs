//! Trying out which way an order would go.

use axum::Json;
use madang_core::approvals::{self, DryRun, Missing, Plan, Planned};
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::publish::{AmountBody, PolicyBody, amounts};
use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DryRunBody {
    kind: String,
    organization: String,
    applicant: String,
    approver: Option<String>,
    #[serde(default)]
    amount: i64,
    #[serde(default)]
    claims: Vec<AmountBody>,
    policy: Option<PolicyBody>,
}

/// The way that an order would take.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlanView {
    policy_id: Option<String>,
    version: Option<i64>,
    automatic: bool,
    steps: Vec<PlannedStepView>,
    usual_hours: Option<i64>,
}

/// A step that an order would take.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlannedStepView {
    kind: &'static str,
    needed: i64,
    names: Vec<String>,
    usual_hours: Option<i64>,
    missing: Option<&'static str>,
}

impl From<Plan> for PlanView {
    fn from(plan: Plan) -> Self {
        Self {
            policy_id: plan.policy_id.map(|id| id.to_string()),
            version: plan.version,
            automatic: plan.automatic,
            usual_hours: plan.usual_hours(),
            steps: plan.steps.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Planned> for PlannedStepView {
    fn from(step: Planned) -> Self {
        let missing = |missing| match missing {
            Missing::Picked => "approver",
            Missing::Pickable => "other-approver",
            Missing::Anybody => "anybody",
            Missing::AnotherOperator => "another-operator",
        };
        Self {
            kind: step.kind.as_str(),
            needed: step.needed,
            names: step.names,
            usual_hours: step.usual_hours,
            missing: step.missing.map(missing),
        }
    }
}

#[utoipa::path(
    post,
    path = "/api/v1/policies/dry-run",
    operation_id = "dryRunPolicies",
    tag = "policies",
    request_body = DryRunBody,
    responses((status = 200, body = PlanView)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn dry_run(
    SignedIn(ctx): SignedIn,
    Body(body): Body<DryRunBody>,
) -> Result<Json<PlanView>, Fail> {
    let input = DryRun {
        kind: body.kind,
        organization: body.organization,
        applicant: body.applicant,
        approver: body.approver.unwrap_or_default(),
        amount: body.amount,
        claims: amounts(body.claims),
        policy: body.policy.map(Into::into),
    };
    Ok(Json(approvals::dry_run(&ctx, &input).await?.into()))
}
