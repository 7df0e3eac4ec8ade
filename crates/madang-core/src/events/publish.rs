//! Noting an event, as part of the work that causes it.

use madang_model::{DeliveryId, EventId, OrganizationId, WebhookId};
use madang_store::{deliveries, events, webhooks};
use serde_json::{Value, json};

use super::deliver::DELIVER;
use super::subscription::wants;
use crate::{Result, Work};

/// Keeps what happened to a thing of the organisation: `kind` is `area.verb`, the payload carries ids, states
/// and amounts, never personal data. Every webhook that listens gets a delivery of it, in the same transaction.
pub async fn publish(
    work: &mut Work<'_>,
    organization_id: OrganizationId,
    kind: &'static str,
    subject_id: &str,
    payload: &Value,
) -> Result<()> {
    let event_id = keep(work, organization_id, kind, subject_id, payload).await?;
    for listener in webhooks::listeners(work, organization_id).await? {
        if wants(&listener.kinds, kind) {
            send(work, listener.id, event_id).await?;
        }
    }
    Ok(())
}

/// Keeps an event that nobody is told yet.
pub(super) async fn keep(
    work: &mut Work<'_>,
    organization_id: OrganizationId,
    kind: &'static str,
    subject_id: &str,
    payload: &Value,
) -> Result<EventId> {
    let ctx = work.ctx();
    let id: EventId = ctx.new_id();
    let payload = payload.to_string();
    let event = events::NewEvent { id, organization_id, kind, subject_id, payload: &payload };
    events::insert(work, event, ctx.now()).await?;
    Ok(id)
}

/// Has an event delivered to a webhook.
pub(super) async fn send(
    work: &mut Work<'_>,
    webhook_id: WebhookId,
    event_id: EventId,
) -> Result<DeliveryId> {
    let ctx = work.ctx();
    let id: DeliveryId = ctx.new_id();
    deliveries::insert(work, id, webhook_id, event_id, ctx.now()).await?;
    work.enqueue(DELIVER, &json!({ "delivery": id.to_string(), "attempt": 0 }), ctx.now()).await?;
    Ok(id)
}
