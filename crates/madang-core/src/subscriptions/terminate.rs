//! 「상품 해지」

use madang_model::{OrderId, SubscriptionId};
use madang_store::subscriptions;
use serde_json::json;

use super::subscribe::made;
use crate::orders::{self, CreateDraft};
use crate::{Action, Ctx, Error, Refusal, Result, limits, organizations};

/// Gives a subscription up, by an order: its id. Without a policy that asks for an approval it has ended when this
/// returns. What was used until then is still charged; nothing after that is. Owners and those who look after payment
/// may.
///
/// Refused as [`Refusal::ProductInUse`], with everything by name, while anything of it is in use (guide 000 §3.1.1).
pub async fn terminate(ctx: &Ctx, id: SubscriptionId) -> Result<OrderId> {
    let mut work = ctx.begin().await?;
    let row = subscriptions::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    let standing = organizations::standing(ctx, &mut work, row.organization_id).await?;
    ctx.authorize_as(Action::WriteSubscription, standing)?;
    limits::one_at_a_time(ctx, &mut work, &format!("subscribe:{}", row.organization_id)).await?;
    for open in subscriptions::open_orders(&mut work, row.organization_id).await? {
        let form: serde_json::Value = serde_json::from_str(&open.form).map_err(Error::internal)?;
        if form.get("subscription").and_then(serde_json::Value::as_str) == Some(&id.to_string()) {
            return Err(Refusal::AlreadyApplied.into());
        }
    }
    let draft = CreateDraft {
        kind: "termination".to_owned(),
        organization_id: row.organization_id,
        project_id: None,
        form: json!({ "subscription": id.to_string() }),
    };
    let order = orders::place(&mut work, &draft).await?;
    work.commit().await?;
    made(ctx, order).await;
    Ok(order)
}
