//! An organisation's webhooks.

use axum::Json;
use madang_core::events::{self, Webhook};
use madang_model::OrganizationId;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;
use crate::wire::{ListView, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct WebhookView {
    id: String,
    organization_id: String,
    name: String,
    address: String,
    kinds: Vec<String>,
    state: &'static str,
    state_since: String,
    paused_for: Option<String>,
    failures: i64,
    overlap_until: Option<String>,
    created_at: String,
}

impl From<Webhook> for WebhookView {
    fn from(webhook: Webhook) -> Self {
        Self {
            id: webhook.id.to_string(),
            organization_id: webhook.organization_id.to_string(),
            name: webhook.name,
            address: webhook.address,
            kinds: webhook.kinds,
            state: if webhook.active { "active" } else { "paused" },
            state_since: time(webhook.state_since),
            paused_for: webhook.paused_for,
            failures: webhook.failures,
            overlap_until: webhook.before_until.map(time),
            created_at: time(webhook.created_at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/organizations/{id}/webhooks",
    operation_id = "listWebhooks",
    tag = "webhooks",
    responses((status = 200, body = ListView<WebhookView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn list(
    SignedIn(ctx): SignedIn,
    At(id): At<OrganizationId>,
) -> Result<Json<ListView<WebhookView>>, Fail> {
    Ok(Json(ListView::whole(events::webhooks(&ctx, id).await?.webhooks, WebhookView::from)))
}
