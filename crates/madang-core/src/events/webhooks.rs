//! An organisation's webhooks.

use madang_db::Conn;
use madang_model::{OrganizationId, Timestamp, WebhookId};
use madang_store::organizations;
use madang_store::webhooks::{self as store, WebhookRow};

use crate::organizations::standing;
use crate::{Action, Actor, Ctx, Error, Result};

/// A webhook, without its secret.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// The id.
    pub id: WebhookId,
    /// Whose.
    pub organization_id: OrganizationId,
    /// What the organisation is called.
    pub organization: String,
    /// What its owners call it.
    pub name: String,
    /// Where events are sent to.
    pub address: String,
    /// Which events: `*`, `area.*` or `area.verb`.
    pub kinds: Vec<String>,
    /// Whether it is told of what happens.
    pub active: bool,
    /// Why it is not: `owner`, `failing` or `gone`.
    pub paused_for: Option<String>,
    /// Since when it is, or is not.
    pub state_since: Timestamp,
    /// How many deliveries in a row failed.
    pub failures: i64,
    /// Until when the secret before the last one signs too.
    pub before_until: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// An organisation's webhooks.
#[derive(Debug, Clone)]
pub struct Webhooks {
    /// Whose.
    pub organization_id: OrganizationId,
    /// What the organisation is called.
    pub organization: String,
    /// They.
    pub webhooks: Vec<Webhook>,
    /// Whether the actor may make and change them.
    pub may_write: bool,
}

/// An organisation's webhooks, oldest first. Its owners and viewers may, and staff.
pub async fn webhooks(ctx: &Ctx, organization_id: OrganizationId) -> Result<Webhooks> {
    let mut conn = ctx.read().await?;
    let standing = standing(ctx, &mut conn, organization_id).await?;
    ctx.authorize_as(Action::ReadWebhooks, standing)?;
    let organization = organizations::find(&mut conn, organization_id).await?.ok_or(Error::NotFound)?.name;
    // More than the settings allow now may be there from before.
    let rows = store::list(&mut conn, organization_id, 1000).await?;
    Ok(Webhooks {
        organization_id,
        may_write: ctx.authorize_as(Action::WriteWebhooks, standing).is_ok(),
        webhooks: rows.into_iter().map(|row| seen(ctx, row, &organization)).collect(),
        organization,
    })
}

/// One webhook, and whether the actor may change it. The organisation's owners and viewers may, and staff.
pub async fn webhook(ctx: &Ctx, id: WebhookId) -> Result<(Webhook, bool)> {
    let mut conn = ctx.read().await?;
    let row = authorized(ctx, &mut conn, id, Action::ReadWebhooks).await?;
    let standing = standing(ctx, &mut conn, row.organization_id).await?;
    let organization = organizations::find(&mut conn, row.organization_id).await?.ok_or(Error::NotFound)?;
    Ok((seen(ctx, row, &organization.name), ctx.authorize_as(Action::WriteWebhooks, standing).is_ok()))
}

/// The webhook, if the actor may do `action` to those of its organisation.
pub(super) async fn authorized(
    ctx: &Ctx,
    conn: &mut Conn,
    id: WebhookId,
    action: Action,
) -> Result<WebhookRow> {
    if ctx.actor == Actor::Visitor {
        // What there is, is no visitor's to find out.
        return Err(Error::SignInRequired);
    }
    if ctx.actor == Actor::Visitor {
        // Which webhooks there are is not a visitor's to find out.
        return Err(Error::SignInRequired);
    }
    let row = store::find(conn, id).await?.ok_or(Error::NotFound)?;
    ctx.authorize_as(action, standing(ctx, conn, row.organization_id).await?)?;
    Ok(row)
}

fn seen(ctx: &Ctx, row: WebhookRow, organization: &str) -> Webhook {
    Webhook {
        id: row.id,
        organization_id: row.organization_id,
        organization: organization.to_owned(),
        name: row.name,
        address: row.address,
        kinds: row.kinds.split(' ').map(str::to_owned).collect(),
        active: row.state == "active",
        paused_for: row.paused_for,
        state_since: row.state_since,
        failures: row.failures,
        before_until: row.before_until.filter(|end| *end > ctx.now()),
        created_at: row.created_at,
    }
}
