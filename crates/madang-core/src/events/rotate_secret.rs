//! 「서명 비밀값 재발급」

use std::time::Duration;

use madang_model::{Secret, WebhookId};
use madang_store::webhooks;

use super::sign::{PURPOSE, new_secret};
use super::webhooks::authorized;
use crate::{Action, Ctx, Entry, Refusal, Result};

/// For how long the secret before signs too, so that receivers have time to take the new one over.
const OVERLAP: Duration = Duration::from_secs(24 * 3600);

/// Makes a new secret, which is shown this once; for a day requests carry a signature of the old one too. The
/// organisation's owners may. Refused where another request was first.
pub async fn rotate_secret(ctx: &Ctx, id: WebhookId) -> Result<Secret> {
    let mut work = ctx.begin().await?;
    let row = authorized(ctx, &mut work, id, Action::WriteWebhooks).await?;
    let secret = new_secret(ctx);
    let sealed = ctx.vault().seal(PURPOSE, secret.reveal().as_bytes());
    if !webhooks::rotate(&mut work, id, &row.sealed, &sealed, ctx.now().plus(OVERLAP)).await? {
        return Err(Refusal::Superseded.into());
    }
    work.audit(Entry::new("webhooks.rotate_secret", "webhook", id));
    work.commit().await?;
    Ok(secret)
}
