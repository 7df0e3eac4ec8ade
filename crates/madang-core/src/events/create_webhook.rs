//! 「웹훅 추가」

use madang_model::{OrganizationId, Secret, WebhookId, text};
use madang_store::organizations;
use madang_store::webhooks::{self, NewWebhook};
use serde_json::json;

use super::sign::{PURPOSE, new_secret};
use super::{address, subscription};
use crate::error::Fields;
use crate::limits::one_at_a_time;
use crate::organizations::standing;
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// A webhook as it was typed.
#[derive(Debug, Clone)]
pub struct WebhookInput {
    /// What its owners call it.
    pub name: String,
    /// Where events are sent to.
    pub address: String,
    /// Which events: `*`, `area.*` or `area.verb`.
    pub kinds: Vec<String>,
}

/// A new webhook, with the secret that is shown this once.
#[derive(Debug)]
pub struct CreatedWebhook {
    /// The id.
    pub id: WebhookId,
    /// What its requests are signed with.
    pub secret: Secret,
}

/// The most characters of a name.
const NAME: usize = 60;

/// A webhook whose every field is in order.
pub(super) struct Checked {
    /// The name.
    pub(super) name: String,
    /// The address.
    pub(super) address: String,
    /// The kinds.
    pub(super) kinds: String,
}

impl Checked {
    pub(super) fn new(ctx: &Ctx, input: &WebhookInput) -> Result<Self> {
        let mut fields = Fields::default();
        let name = fields.take("name", text::line(&input.name, NAME));
        let allow_private = ctx.settings().webhooks.allow_private;
        let address = fields.take("address", address::address(&input.address, allow_private));
        let kinds = fields.take("kinds", subscription::kinds(&input.kinds));
        fields.finish()?;
        match (name, address, kinds) {
            (Some(name), Some(address), Some(kinds)) => Ok(Self { name, address, kinds }),
            _ => Err(Error::internal("a field without a value has an error")),
        }
    }
}

/// Makes a webhook of an organisation: from now on it is told of what happens. Its owners may.
pub async fn create_webhook(
    ctx: &Ctx,
    organization_id: OrganizationId,
    input: &WebhookInput,
) -> Result<CreatedWebhook> {
    let mut work = ctx.begin().await?;
    let standing = standing(ctx, &mut work, organization_id).await?;
    ctx.authorize_as(Action::WriteWebhooks, standing)?;
    let checked = Checked::new(ctx, input)?;
    organizations::find(&mut work, organization_id).await?.ok_or(Error::NotFound)?;
    one_at_a_time(ctx, &mut work, &format!("webhooks:{organization_id}")).await?;
    let most = ctx.settings().webhooks.per_organization;
    if webhooks::list(&mut work, organization_id, i64::from(most)).await?.len() >= most as usize {
        return Err(Refusal::TooMany { most }.into());
    }
    let id: WebhookId = ctx.new_id();
    let secret = new_secret(ctx);
    let sealed = ctx.vault().seal(PURPOSE, secret.reveal().as_bytes());
    let new = NewWebhook {
        id,
        organization_id,
        name: &checked.name,
        address: &checked.address,
        sealed: &sealed,
        kinds: &checked.kinds,
        created_by: &ctx.actor.audit_name(),
    };
    webhooks::insert(&mut work, new, ctx.now()).await?;
    work.audit(
        Entry::new("webhooks.create", "webhook", id)
            .with(json!({ "organization_id": organization_id.to_string(), "kinds": checked.kinds })),
    );
    work.commit().await?;
    Ok(CreatedWebhook { id, secret })
}
