//! What a webhook was told, and what it answered.

use madang_model::{DeliveryId, Rule, WebhookId};
use madang_store::deliveries::{self as store, DeliveryRow};

use super::webhooks::authorized;
use crate::page::{self, Page};
use crate::{Action, Actor, Ctx, Error, Result};

/// A delivery with the event that it delivers.
pub type Delivery = DeliveryRow;

/// Which deliveries to list.
#[derive(Debug, Default, Clone)]
pub struct DeliveryQuery {
    /// Only those that are `queued`, `delivered` or `failed`.
    pub state: Option<String>,
    /// The page before's `next`.
    pub before: Option<String>,
}

/// Lists a webhook's deliveries, newest first. The organisation's owners and viewers may, and staff.
pub async fn deliveries(ctx: &Ctx, id: WebhookId, query: &DeliveryQuery) -> Result<Page<Delivery>> {
    let mut conn = ctx.read().await?;
    authorized(ctx, &mut conn, id, Action::ReadWebhooks).await?;
    let state = query.state.as_deref();
    if state.is_some_and(|state| !["queued", "delivered", "failed"].contains(&state)) {
        return Err(Error::invalid("state", Rule::Choice));
    }
    let before: Option<DeliveryId> = page::after(query.before.as_deref())?;
    let rows = store::list(&mut conn, id, state, before, page::ASKED).await?;
    Ok(Page::cut(rows, |row| row.id.to_string()))
}

/// One delivery. The organisation's owners and viewers may, and staff.
pub async fn delivery(ctx: &Ctx, id: DeliveryId) -> Result<Delivery> {
    if ctx.actor == Actor::Visitor {
        return Err(Error::SignInRequired);
    }
    let mut conn = ctx.read().await?;
    let row = store::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    authorized(ctx, &mut conn, row.webhook_id, Action::ReadWebhooks).await?;
    Ok(row)
}
