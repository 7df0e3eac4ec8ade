//! Putting a version of a policy in force.

use axum::Json;
use http::StatusCode;
use madang_core::approvals::{self, LimitsInput, PolicyInput, StepInput};
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::body::Body;
use crate::caller::SignedIn;
use crate::wire::CreatedView;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PolicyBody {
    kind: String,
    organization: String,
    #[serde(default)]
    min_amount: i64,
    steps: Vec<PolicyStepBody>,
    #[serde(default)]
    own: bool,
    automatic: Option<LimitsBody>,
    remind_hours: Option<u32>,
    escalate_hours: Option<u32>,
    #[serde(default)]
    note: String,
    version: i64,
}

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StepKind)]
pub(crate) enum StepKindName {
    DepartmentHead,
    Chosen,
    Operators,
    Named,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PolicyStepBody {
    kind: StepKindName,
    #[serde(default)]
    login_ids: Vec<String>,
    #[serde(default = "one")]
    needed: u32,
}

fn one() -> u32 {
    1
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LimitsBody {
    month: i64,
    #[serde(default)]
    claims: Vec<AmountBody>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AmountBody {
    dimension: String,
    amount: i64,
}

/// Amounts as the core takes them.
pub(super) fn amounts(bodies: Vec<AmountBody>) -> Vec<(String, i64)> {
    bodies.into_iter().map(|body| (body.dimension, body.amount)).collect()
}

impl From<PolicyStepBody> for StepInput {
    fn from(body: PolicyStepBody) -> Self {
        use madang_model::orders::StepKind;
        let kind = match body.kind {
            StepKindName::DepartmentHead => StepKind::DepartmentHead,
            StepKindName::Chosen => StepKind::Chosen,
            StepKindName::Operators => StepKind::Operators,
            StepKindName::Named => StepKind::Named,
        };
        Self { kind: kind.as_str().to_owned(), members: body.login_ids, needed: body.needed }
    }
}

impl From<PolicyBody> for PolicyInput {
    fn from(body: PolicyBody) -> Self {
        let limits = |limits: LimitsBody| LimitsInput { month: limits.month, claims: amounts(limits.claims) };
        Self {
            kind: body.kind,
            organization: body.organization,
            min_amount: body.min_amount,
            steps: body.steps.into_iter().map(Into::into).collect(),
            own: body.own,
            automatic: body.automatic.map(limits),
            remind_hours: body.remind_hours,
            escalate_hours: body.escalate_hours,
            note: body.note,
            version: body.version,
        }
    }
}

#[utoipa::path(
    post,
    path = "/api/v1/policies",
    operation_id = "publishPolicy",
    tag = "policies",
    request_body = PolicyBody,
    responses((status = 201, body = CreatedView)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn publish(
    SignedIn(ctx): SignedIn,
    Body(body): Body<PolicyBody>,
) -> Result<(StatusCode, Json<CreatedView>), Fail> {
    let id = approvals::publish_policy(&ctx, &body.into()).await?;
    Ok((StatusCode::CREATED, Json(CreatedView::new(id))))
}
