//! 「웹훅 멈추기」 and 「웹훅 다시 켜기」

use madang_model::WebhookId;
use madang_store::webhooks;
use serde_json::json;

use super::webhooks::authorized;
use crate::{Action, Ctx, Entry, Refusal, Result};

/// Pauses a webhook: what happens from now on is not told to it, and what is under way is given up, to be
/// replayed. The organisation's owners may. Refused where it is paused already.
pub async fn pause_webhook(ctx: &Ctx, id: WebhookId) -> Result<()> {
    let mut work = ctx.begin().await?;
    authorized(ctx, &mut work, id, Action::WriteWebhooks).await?;
    if !webhooks::pause(&mut work, id, "owner", ctx.now()).await? {
        return Err(Refusal::Superseded.into());
    }
    work.audit(Entry::new("webhooks.pause", "webhook", id).with(json!({ "why": "owner" })));
    work.commit().await
}

/// Has a paused webhook told again of what happens from now on. The organisation's owners may. Refused where it
/// is not paused.
pub async fn resume_webhook(ctx: &Ctx, id: WebhookId) -> Result<()> {
    let mut work = ctx.begin().await?;
    authorized(ctx, &mut work, id, Action::WriteWebhooks).await?;
    if !webhooks::resume(&mut work, id, ctx.now()).await? {
        return Err(Refusal::Superseded.into());
    }
    work.audit(Entry::new("webhooks.resume", "webhook", id));
    work.commit().await
}
