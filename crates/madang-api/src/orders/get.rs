//! One order.

use axum::Json;
use madang_core::orders::{self, Order};
use madang_model::OrderId;
use madang_web::Fail;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::line::OrderStepView;
use super::quote::PriceView;
use crate::address::At;
use crate::caller::SignedIn;
use crate::wire::time;

#[derive(Serialize, ToSchema)]
pub(crate) struct OrderView {
    id: String,
    number: String,
    kind: String,
    state: &'static str,
    revision: i64,
    round: i64,
    organization_id: String,
    department_id: Option<String>,
    department: Option<String>,
    applicant_id: String,
    applicant: Option<String>,
    approver_id: Option<String>,
    approver: Option<String>,
    project_id: Option<String>,
    title: String,
    #[schema(value_type = Object)]
    form: Value,
    amount: i64,
    price: Option<PriceView>,
    steps: Vec<OrderStepView>,
    may: Vec<&'static str>,
    cause: Option<String>,
    attempts: i64,
    result_id: Option<String>,
    created_at: String,
    since: String,
    submitted_at: Option<String>,
    ended_at: Option<String>,
}

impl From<Order> for OrderView {
    fn from(order: Order) -> Self {
        let row = order.row;
        Self {
            id: row.id.to_string(),
            number: row.number,
            kind: row.kind,
            state: row.state.as_str(),
            revision: row.revision,
            round: row.round,
            organization_id: row.organization_id.to_string(),
            department_id: row.department_id.map(|id| id.to_string()),
            department: order.department,
            applicant_id: row.applicant_id.to_string(),
            applicant: order.applicant.map(|person| person.name),
            approver_id: row.approver_id.map(|id| id.to_string()),
            approver: order.approver.map(|person| person.name),
            project_id: row.project_id.map(|id| id.to_string()),
            title: row.title,
            form: serde_json::from_str(&row.form).unwrap_or_default(),
            amount: row.amount,
            price: order.quote.map(Into::into),
            steps: order.line.into_iter().map(Into::into).collect(),
            may: order.may.into_iter().map(|step| step.as_str()).collect(),
            cause: Some(row.cause).filter(|cause| !cause.is_empty()),
            attempts: row.attempts,
            result_id: row.result_id,
            created_at: time(row.created_at),
            since: time(row.since),
            submitted_at: row.submitted_at.map(time),
            ended_at: row.ended_at.map(time),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/orders/{id}",
    operation_id = "getOrder",
    tag = "orders",
    responses((status = 200, body = OrderView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn get(SignedIn(ctx): SignedIn, At(id): At<OrderId>) -> Result<Json<OrderView>, Fail> {
    Ok(Json(orders::get(&ctx, id).await?.into()))
}
