//! 「웹훅 삭제」

use madang_model::WebhookId;
use madang_store::webhooks;

use super::webhooks::authorized;
use crate::{Action, Ctx, Entry, Error, Result};

/// Removes a webhook and its secret for good; what is under way is given up. The organisation's owners may.
pub async fn remove_webhook(ctx: &Ctx, id: WebhookId) -> Result<()> {
    let mut work = ctx.begin().await?;
    authorized(ctx, &mut work, id, Action::WriteWebhooks).await?;
    if !webhooks::remove(&mut work, id, ctx.now()).await? {
        return Err(Error::NotFound);
    }
    work.audit(Entry::new("webhooks.remove", "webhook", id));
    work.commit().await
}
