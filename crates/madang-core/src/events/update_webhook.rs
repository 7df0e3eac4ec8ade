//! 「웹훅 수정」

use madang_model::WebhookId;
use madang_store::webhooks;
use serde_json::json;

use super::create_webhook::{Checked, WebhookInput};
use super::webhooks::authorized;
use crate::{Action, Ctx, Entry, Error, Result};

/// Changes a webhook's name, address and kinds; the secret stays. What is under way goes to the new address.
/// The organisation's owners may.
pub async fn update_webhook(ctx: &Ctx, id: WebhookId, input: &WebhookInput) -> Result<()> {
    let mut work = ctx.begin().await?;
    authorized(ctx, &mut work, id, Action::WriteWebhooks).await?;
    let checked = Checked::new(ctx, input)?;
    if !webhooks::update(&mut work, id, &checked.name, &checked.address, &checked.kinds).await? {
        return Err(Error::NotFound);
    }
    work.audit(Entry::new("webhooks.update", "webhook", id).with(json!({ "kinds": checked.kinds })));
    work.commit().await
}
