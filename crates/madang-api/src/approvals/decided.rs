//! 「처리한 결재」

use axum::Json;
use madang_core::approvals;
use madang_store::inbox::DecidedRow;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::SignedIn;
use crate::orders::DecisionName;
use crate::query::Asked;
use crate::wire::{ListView, PageQuery, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct DecidedOrderView {
    order_id: String,
    number: String,
    kind: String,
    title: String,
    state: &'static str,
    organization: String,
    applicant: Option<String>,
    decision: DecisionName,
    comment: Option<String>,
    on_behalf_of: Option<String>,
    decided_at: String,
}

impl From<DecidedRow> for DecidedOrderView {
    fn from(row: DecidedRow) -> Self {
        Self {
            order_id: row.order_id.to_string(),
            number: row.number,
            kind: row.kind,
            title: row.title,
            state: row.state.as_str(),
            organization: row.organization,
            applicant: Some(row.applicant).filter(|name| !name.is_empty()),
            decision: row.decision.into(),
            comment: Some(row.comment).filter(|text| !text.is_empty()),
            on_behalf_of: row.on_behalf_of,
            decided_at: time(row.decided_at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/approvals/decided",
    operation_id = "listDecidedApprovals",
    tag = "approvals",
    params(PageQuery),
    responses((status = 200, body = ListView<DecidedOrderView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn decided(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<ListView<DecidedOrderView>>, Fail> {
    let page = approvals::decided(&ctx, query.cursor.as_deref()).await?;
    Ok(Json(ListView::page(page, query.limit, DecidedOrderView::from)))
}
