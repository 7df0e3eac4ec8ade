//! Letting an organisation try a card again.

use madang_model::{BillingAccountId, text};
use madang_store::{billing_accounts, organizations};
use serde_json::json;

use super::payer::tell_payers;
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// The most characters a reason may have.
const REASON: usize = 300;

/// Forgets an organisation's failed verifications, so that a card can be tried again; its payers are told. Operators
/// and those who look after members or money may. Refused as superseded where there are none to forget.
pub async fn reset_card_failures(ctx: &Ctx, id: BillingAccountId, reason: &str) -> Result<()> {
    ctx.authorize(Action::ResetCardFailures, None)?;
    let reason = text::line(reason, REASON).map_err(|rule| Error::invalid("reason", rule))?;
    let mut work = ctx.begin().await?;
    let account = billing_accounts::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    if !billing_accounts::reset_failures(&mut work, id, ctx.now()).await? {
        return Err(Refusal::Superseded.into());
    }
    let organization =
        organizations::find(&mut work, account.organization_id).await?.ok_or(Error::NotFound)?;
    tell_payers(&mut work, &organization, "card-unlocked").await?;
    work.audit(
        Entry::new("billing.reset_card_failures", "billing_account", id)
            .with(json!({ "failures": account.failures, "reason": reason })),
    );
    work.commit().await
}
