//! What was counted of a subscription.

use axum::Json;
use madang_core::subscriptions::intervals;
use madang_model::SubscriptionId;
use madang_store::usage_intervals::IntervalRow;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{ListView, PageQuery, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct UsageView {
    id: String,
    meter: &'static str,
    project_id: Option<String>,
    resource_kind: String,
    resource: String,
    quantity: i64,
    started_at: String,
    ended_at: Option<String>,
}

impl From<IntervalRow> for UsageView {
    fn from(row: IntervalRow) -> Self {
        Self {
            id: row.id.to_string(),
            meter: row.meter.as_str(),
            project_id: row.project_id.map(|id| id.to_string()),
            resource_kind: row.resource_kind,
            resource: row.resource_id,
            quantity: row.quantity,
            started_at: time(row.started_at),
            ended_at: row.ended_at.map(time),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/subscriptions/{id}/usage",
    operation_id = "listSubscriptionUsage",
    tag = "subscriptions",
    params(PageQuery),
    responses((status = 200, body = ListView<UsageView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn usage(
    SignedIn(ctx): SignedIn,
    At(id): At<SubscriptionId>,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<ListView<UsageView>>, Fail> {
    let page = intervals(&ctx, id, query.cursor.as_deref()).await?;
    Ok(Json(ListView::page(page, query.limit, UsageView::from)))
}
