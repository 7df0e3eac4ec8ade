//! What an offering's page lets a member do.

use madang_model::{OfferingId, OrderId, OrganizationId};
use madang_store::subscriptions::{self, SubscriptionRow};
use serde_json::Value;

use crate::{Action, Ctx, Error, Result, billing, organizations};

/// How an organisation stands to an offering.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The subscription that runs.
    pub running: Option<SubscriptionRow>,
    /// The order that somebody still has to decide on or make.
    pub waiting: Option<OrderId>,
    /// Whether there is payment data, so that the wizard can leave it out.
    pub is_ready: bool,
    /// Whether the reader may subscribe and give up.
    pub may: bool,
}

/// How an organisation stands to the offering of this code. Whoever belongs to the organisation may.
pub async fn offer(
    ctx: &Ctx,
    organization_id: OrganizationId,
    offering_id: OfferingId,
    code: &str,
) -> Result<Offer> {
    let mut conn = ctx.read().await?;
    let standing = organizations::standing(ctx, &mut conn, organization_id).await?;
    ctx.authorize_as(Action::ReadSubscription, standing)?;
    let mut waiting = None;
    for open in subscriptions::open_orders(&mut conn, organization_id).await? {
        let form: Value = serde_json::from_str(&open.form).map_err(Error::internal)?;
        if form.get("offering").and_then(Value::as_str) == Some(code) {
            waiting = Some(open.id);
        }
    }
    Ok(Offer {
        running: subscriptions::running(&mut conn, organization_id, offering_id).await?,
        waiting,
        is_ready: billing::ready(&mut conn, organization_id).await?,
        may: ctx.authorize_as(Action::WriteSubscription, standing).is_ok(),
    })
}
