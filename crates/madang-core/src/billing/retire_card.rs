//! A card that is not used any more.

use madang_model::{BillingAccountId, OrganizationId, RetiredCardId, Secret};
use madang_store::billing_accounts::{self, KeyRow};
use serde_json::json;

use super::forget_card::FORGET_CARD;
use crate::{Result, Work};

/// What billing keys are sealed for.
pub(super) const CARD_KEY: &str = "card-key";

/// Takes the account's card away, if it has one; the gateway ends its key later, by a job of this work, unless it
/// is the key of the card that takes its place.
pub(super) async fn retire_card(
    work: &mut Work<'_>,
    account_id: BillingAccountId,
    successor: Option<&Secret>,
) -> Result<()> {
    let Some(key) = billing_accounts::key(work, account_id).await?.filter(|key| !key.card_key.is_empty())
    else {
        return Ok(());
    };
    let same = match successor {
        Some(next) => work.ctx().vault().unseal(CARD_KEY, &key.card_key)? == next.reveal().as_bytes(),
        None => false,
    };
    if !same {
        retire_key(work, account_id, &key).await?;
    }
    Ok(billing_accounts::clear_card(work, account_id).await?)
}

/// Has the gateway end a key, later, by a job of this work.
pub(super) async fn retire_key(
    work: &mut Work<'_>,
    account_id: BillingAccountId,
    key: &KeyRow,
) -> Result<()> {
    let now = work.ctx().now();
    let id: RetiredCardId = work.ctx().new_id();
    billing_accounts::retire(work, id, account_id, key, now).await?;
    work.enqueue(FORGET_CARD, &json!({ "card": id.to_string() }), now).await?;
    Ok(())
}

/// Ends paying for an organisation that is closed: its card is ended at the gateway; a person's data is erased, a
/// company's stays for the law.
pub(crate) async fn end_account(
    work: &mut Work<'_>,
    organization_id: OrganizationId,
    erase: bool,
) -> Result<()> {
    let Some(account) = billing_accounts::of_organization(work, organization_id).await? else {
        return Ok(());
    };
    billing_accounts::hold(work, account.id).await?;
    retire_card(work, account.id, None).await?;
    let now = work.ctx().now();
    if erase {
        billing_accounts::erase(work, account.id, now).await?;
    }
    Ok(())
}
