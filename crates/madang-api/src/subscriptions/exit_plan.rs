//! What is in the way of giving a subscription up.

use axum::Json;
use madang_core::subscriptions::{self, ExitStep};
use madang_model::SubscriptionId;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use super::get::BillView;
use crate::address::At;
use crate::caller::SignedIn;
use crate::wire::time;

#[derive(Serialize, ToSchema)]
pub(crate) struct ExitPlanView {
    in_use: Vec<ResourceInUseView>,
    given_back: Vec<GivenBackView>,
    month: String,
    bill: BillView,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ResourceInUseView {
    resource_kind: &'static str,
    resource: String,
    name: String,
    path: String,
    since: String,
    month: String,
    teardown: Option<&'static str>,
    cause: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct GivenBackView {
    resource_kind: String,
    resource: String,
    name: String,
    ended_at: Option<String>,
}

impl From<ExitStep> for ResourceInUseView {
    fn from(step: ExitStep) -> Self {
        Self {
            resource_kind: step.what.kind,
            resource: step.what.id,
            name: step.what.name,
            path: step.what.path,
            since: time(step.what.since),
            month: step.what.month.plain(),
            teardown: step.teardown.as_ref().map(|row| row.state.as_str()),
            cause: step.teardown.map(|row| row.cause).filter(|cause| !cause.is_empty()),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/subscriptions/{id}/exit-plan",
    operation_id = "getExitPlan",
    tag = "subscriptions",
    responses((status = 200, body = ExitPlanView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn exit_plan(
    SignedIn(ctx): SignedIn,
    At(id): At<SubscriptionId>,
) -> Result<Json<ExitPlanView>, Fail> {
    let plan = subscriptions::exit_plan(&ctx, id).await?;
    let given_back = plan.done.into_iter().map(|row| GivenBackView {
        resource_kind: row.kind,
        resource: row.resource_id,
        name: row.name,
        ended_at: row.ended_at.map(time),
    });
    Ok(Json(ExitPlanView {
        given_back: given_back.collect(),
        in_use: plan.steps.into_iter().map(ResourceInUseView::from).collect(),
        month: plan.month.plain(),
        bill: BillView::from(&plan.bill),
    }))
}
