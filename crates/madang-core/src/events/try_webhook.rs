//! 「시험 전송」

use madang_model::{DeliveryId, WebhookId};
use serde_json::json;

use super::publish::{keep, send};
use super::webhooks::authorized;
use crate::limits::{self, Limit};
use crate::{Action, Ctx, Entry, Result, Work};

/// The kind of an event that only says that the way is open.
pub(super) const PING: &str = "ping";

/// How many tries and replays one webhook gets an hour.
const HOURLY: u32 = 60;

/// Sends a webhook an event `ping`, once, whether it is paused or not. The organisation's owners may.
pub async fn try_webhook(ctx: &Ctx, id: WebhookId) -> Result<DeliveryId> {
    let mut work = ctx.begin().await?;
    let row = authorized(ctx, &mut work, id, Action::WriteWebhooks).await?;
    take(&mut work, id).await?;
    let event = keep(&mut work, row.organization_id, PING, &id.to_string(), &json!({})).await?;
    let delivery = send(&mut work, id, event).await?;
    work.audit(Entry::new("webhooks.try", "webhook", id));
    work.commit().await?;
    Ok(delivery)
}

/// Counts a try or a replay.
pub(super) async fn take(work: &mut Work<'_>, id: WebhookId) -> Result<()> {
    let ctx = work.ctx();
    limits::take(ctx, work, &format!("webhook-sends:{id}"), Limit::hourly(HOURLY)).await
}
