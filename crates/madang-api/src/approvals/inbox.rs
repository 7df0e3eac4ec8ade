//! 「결재함」

use axum::Json;
use madang_core::approvals::{self, InboxQuery, Waiting};
use madang_model::OrganizationId;
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{Ident, Limit, ListView, time};

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ApprovalsQuery {
    kind: Option<String>,
    #[param(value_type = Option<String>)]
    organization_id: Option<Ident<OrganizationId>>,
    days: Option<u32>,
    cursor: Option<String>,
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    limit: Option<Limit>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ApprovalView {
    order_id: String,
    number: String,
    kind: String,
    title: String,
    amount: i64,
    round: i64,
    organization_id: String,
    organization: String,
    applicant_id: String,
    applicant: Option<String>,
    step: &'static str,
    since: String,
    escalated_at: Option<String>,
    on_behalf_of: Option<String>,
}

impl From<Waiting> for ApprovalView {
    fn from(waiting: Waiting) -> Self {
        let row = waiting.row;
        Self {
            order_id: row.order_id.to_string(),
            number: row.number,
            kind: row.kind,
            title: row.title,
            amount: row.amount,
            round: row.round,
            organization_id: row.organization_id.to_string(),
            organization: row.organization,
            applicant_id: row.applicant_id.to_string(),
            applicant: Some(row.applicant).filter(|name| !name.is_empty()),
            step: row.step_kind.as_str(),
            since: time(row.since),
            escalated_at: row.escalated_at.map(time),
            on_behalf_of: waiting.on_behalf_of,
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/approvals",
    operation_id = "listApprovals",
    tag = "approvals",
    params(ApprovalsQuery),
    responses((status = 200, body = ListView<ApprovalView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn inbox(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<ApprovalsQuery>,
) -> Result<Json<ListView<ApprovalView>>, Fail> {
    let asked = InboxQuery {
        kind: query.kind,
        organization_id: query.organization_id.map(|id| id.0),
        days: query.days,
        after: query.cursor,
    };
    let page = approvals::inbox(&ctx, &asked).await?;
    Ok(Json(ListView::page(page, query.limit, ApprovalView::from)))
}
