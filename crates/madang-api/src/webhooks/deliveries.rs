//! What a webhook was told, and what it answered.

use axum::Json;
use madang_core::events::{self, Delivery, DeliveryQuery};
use madang_model::{DeliveryId, WebhookId};
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::address::At;
use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{Limit, ListView, time};

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DeliveriesQuery {
    state: Option<String>,
    cursor: Option<String>,
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    limit: Option<Limit>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct DeliveryView {
    id: String,
    webhook_id: String,
    event_id: String,
    kind: String,
    subject_id: String,
    #[schema(value_type = Option<Object>)]
    data: Value,
    at: String,
    state: String,
    attempts: i64,
    status: Option<i64>,
    error: Option<String>,
    created_at: String,
    tried_at: Option<String>,
    next_at: Option<String>,
    ended_at: Option<String>,
}

impl From<Delivery> for DeliveryView {
    fn from(row: Delivery) -> Self {
        Self {
            id: row.id.to_string(),
            webhook_id: row.webhook_id.to_string(),
            event_id: row.event_id.to_string(),
            kind: row.kind,
            subject_id: row.subject_id,
            data: serde_json::from_str(&row.payload).unwrap_or_default(),
            at: time(row.at),
            state: row.state,
            attempts: row.attempts,
            status: row.status,
            error: row.error,
            created_at: time(row.created_at),
            tried_at: row.tried_at.map(time),
            next_at: row.next_at.map(time),
            ended_at: row.ended_at.map(time),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/webhooks/{id}/deliveries",
    operation_id = "listWebhookDeliveries",
    tag = "webhooks",
    params(DeliveriesQuery),
    responses((status = 200, body = ListView<DeliveryView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn list(
    SignedIn(ctx): SignedIn,
    At(id): At<WebhookId>,
    Asked(query): Asked<DeliveriesQuery>,
) -> Result<Json<ListView<DeliveryView>>, Fail> {
    let asked = DeliveryQuery { state: query.state, before: query.cursor };
    let page = events::deliveries(&ctx, id, &asked).await?;
    Ok(Json(ListView::page(page, query.limit, DeliveryView::from)))
}

#[utoipa::path(
    get,
    path = "/api/v1/webhook-deliveries/{id}",
    operation_id = "getWebhookDelivery",
    tag = "webhooks",
    responses((status = 200, body = DeliveryView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn get(SignedIn(ctx): SignedIn, At(id): At<DeliveryId>) -> Result<Json<DeliveryView>, Fail> {
    Ok(Json(events::delivery(&ctx, id).await?.into()))
}
