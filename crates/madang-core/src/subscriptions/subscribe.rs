//! 「상품 신청」

use madang_model::{OrderId, OrganizationId, Rule};
use madang_store::catalog;
use madang_store::subscriptions;
use serde_json::{Value, json};

use crate::orders::{self, CreateDraft};
use crate::{Action, Ctx, Error, Refusal, Result, limits, organizations};

/// What is subscribed to, as it was typed.
#[derive(Debug, Clone)]
pub struct Subscribe {
    /// For which organisation.
    pub organization_id: OrganizationId,
    /// The offering's code.
    pub offering: String,
    /// The plan's code.
    pub plan: String,
    /// The version of the terms that was shown; 0 where there were none.
    pub terms_version: i64,
    /// Whether it was agreed to.
    pub agree: bool,
    /// A promotion code; empty for none.
    pub promotion: String,
}

/// Subscribes an organisation to a plan, by an order: its id. Without a policy that asks for an approval the
/// subscription runs when this returns; with one, the order waits. Owners and those who look after payment may.
///
/// Told at the fields: a plan that is not on sale, terms that were not agreed to or are not the newest, a promotion code
/// that can't be used. Refused without payment data, and where the organisation has subscribed or applied already.
pub async fn subscribe(ctx: &Ctx, input: &Subscribe) -> Result<OrderId> {
    let organization_id = input.organization_id;
    let mut work = ctx.begin().await?;
    let standing = organizations::standing(ctx, &mut work, organization_id).await?;
    ctx.authorize_as(Action::WriteSubscription, standing)?;
    let has_terms = match catalog::published(&mut work, &input.offering).await? {
        Some(row) => !catalog::terms(&mut work, row.id, None, 1).await?.is_empty(),
        None => false,
    };
    if has_terms && !input.agree {
        return Err(Error::invalid("agree", Rule::ConsentRequired));
    }
    // Of two who apply for the same at once, one finds the other's order.
    limits::one_at_a_time(ctx, &mut work, &format!("subscribe:{organization_id}")).await?;
    for open in subscriptions::open_orders(&mut work, organization_id).await? {
        let form: Value = serde_json::from_str(&open.form).map_err(Error::internal)?;
        if form.get("offering").and_then(Value::as_str) == Some(&input.offering) {
            return Err(Refusal::AlreadyApplied.into());
        }
    }
    let draft = CreateDraft {
        kind: "subscription".to_owned(),
        organization_id,
        project_id: None,
        form: json!({
            "offering": input.offering, "plan": input.plan, "terms_version": input.terms_version,
            "promotion": input.promotion,
        }),
    };
    let id = orders::place(&mut work, &draft).await?;
    work.commit().await?;
    made(ctx, id).await;
    Ok(id)
}

/// Makes what was approved at once while its applicant waits. It is a job's to make in any case: where it can't be made
/// now, that one goes on with it.
pub(super) async fn made(ctx: &Ctx, id: OrderId) {
    if let Err(error) = orders::fulfil(&Ctx::system(ctx.platform.clone()), id).await {
        tracing::warn!(order.id = %id, error = %error, "an order is left to its job");
    }
}
