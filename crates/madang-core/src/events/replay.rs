//! 「다시 보내기」

use madang_model::DeliveryId;
use madang_store::deliveries;

use super::publish::send;
use super::try_webhook::{PING, take};
use super::webhooks::authorized;
use crate::{Action, Actor, Ctx, Entry, Error, Refusal, Result};

/// Delivers an event once more, under the same `webhook-id`, as a delivery of its own. The organisation's
/// owners may. Refused while the first delivery is under way, and where the webhook is paused.
pub async fn replay(ctx: &Ctx, id: DeliveryId) -> Result<DeliveryId> {
    if ctx.actor == Actor::Visitor {
        return Err(Error::SignInRequired);
    }
    let mut work = ctx.begin().await?;
    let row = deliveries::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    let webhook = authorized(ctx, &mut work, row.webhook_id, Action::WriteWebhooks).await?;
    if row.state == "queued" || (webhook.state != "active" && row.kind != PING) {
        return Err(Refusal::Superseded.into());
    }
    take(&mut work, webhook.id).await?;
    let again = send(&mut work, webhook.id, row.event_id).await?;
    work.audit(Entry::new("webhooks.replay", "delivery", id));
    work.commit().await?;
    Ok(again)
}
