//! Deciding on several orders at once.

use std::sync::Arc;

use axum::Json;
use madang_core::approvals::{self, Decide, Decided};
use madang_core::{Ctx, Error};
use madang_model::OrderId;
use madang_model::approvals::Decision;
use madang_web::{Fail, Fault};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::Body;
use crate::caller::SignedIn;
use crate::face::{self, ProblemView};
use crate::orders::DecisionName;
use crate::wire::{Ident, ListView};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecideManyBody {
    decision: DecisionName,
    comment: Option<String>,
    orders: Vec<WaitingOrderBody>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WaitingOrderBody {
    #[schema(value_type = String)]
    id: Ident<OrderId>,
    round: Option<i64>,
}

/// What became of one order: its new state, or why it was left as it is.
#[derive(Serialize, ToSchema)]
pub(crate) struct DecisionResultView {
    order_id: String,
    state: Option<&'static str>,
    problem: Option<ProblemView>,
}

impl DecisionResultView {
    fn new(ctx: &Ctx, order_id: OrderId, result: Result<Decided, Error>) -> Self {
        let (state, problem) = match result {
            Ok(decided) => (Some(decided.state.as_str()), None),
            Err(error) => {
                let fault = Fault::Operation(Arc::new(error));
                // The answer as a whole is a good one, so nobody further out would.
                fault.log(ctx);
                (None, Some(face::view(ctx, &fault)))
            }
        };
        Self { order_id: order_id.to_string(), state, problem }
    }
}

#[utoipa::path(
    post,
    path = "/api/v1/approvals/decide",
    operation_id = "decideOrders",
    tag = "approvals",
    request_body = DecideManyBody,
    responses((status = 200, body = ListView<DecisionResultView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn decide_many(
    SignedIn(ctx): SignedIn,
    Body(body): Body<DecideManyBody>,
) -> Result<Json<ListView<DecisionResultView>>, Fail> {
    let input = Decide {
        decision: Decision::from(body.decision).as_str().to_owned(),
        comment: body.comment.unwrap_or_default(),
        round: None,
    };
    let wanted: Vec<(OrderId, Option<i64>)> =
        body.orders.iter().map(|order| (order.id.0, order.round)).collect();
    let results = approvals::decide_many(&ctx, &wanted, &input).await?;
    let view = |(id, result)| DecisionResultView::new(&ctx, id, result);
    Ok(Json(ListView::whole(results, view)))
}
