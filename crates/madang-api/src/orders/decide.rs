//! Deciding on an order.

use axum::Json;
use madang_core::approvals::{self, Decide, Decided};
use madang_model::OrderId;
use madang_model::approvals::Decision;
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = Decision)]
pub(crate) enum DecisionName {
    Approve,
    Return,
    Reject,
}

impl From<DecisionName> for Decision {
    fn from(name: DecisionName) -> Self {
        match name {
            DecisionName::Approve => Self::Approve,
            DecisionName::Return => Self::Return,
            DecisionName::Reject => Self::Reject,
        }
    }
}

impl From<Decision> for DecisionName {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::Approve => Self::Approve,
            Decision::Return => Self::Return,
            Decision::Reject => Self::Reject,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecideBody {
    decision: DecisionName,
    comment: Option<String>,
    round: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct DecidedView {
    state: &'static str,
    decision: DecisionName,
}

impl From<Decided> for DecidedView {
    fn from(decided: Decided) -> Self {
        Self { state: decided.state.as_str(), decision: decided.decision.into() }
    }
}

#[utoipa::path(
    post,
    path = "/api/v1/orders/{id}/decide",
    operation_id = "decideOrder",
    tag = "orders",
    request_body = DecideBody,
    responses((status = 200, body = DecidedView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn decide(
    SignedIn(ctx): SignedIn,
    At(id): At<OrderId>,
    Body(body): Body<DecideBody>,
) -> Result<Json<DecidedView>, Fail> {
    let input = Decide {
        decision: Decision::from(body.decision).as_str().to_owned(),
        comment: body.comment.unwrap_or_default(),
        round: body.round,
    };
    Ok(Json(approvals::decide(&ctx, id, &input).await?.into()))
}
