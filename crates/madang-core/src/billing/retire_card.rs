//! A card that is not used any more.

use madang_model::{BillingAccountId, RetiredCardId};
use madang_store::billing_accounts::{self, KeyRow};
use serde_json::json;

use crate::{Result, Work};

/// The kind of the job that ends a billing key at its gateway.
pub const FORGET_CARD: &str = "billing.forget_card";

/// Takes the account's card away, if it has one; the gateway ends its key later, by a job of this work.
pub(super) async fn retire_card(work: &mut Work<'_>, account_id: BillingAccountId) -> Result<()> {
    let Some(key) = billing_accounts::key(work, account_id).await?.filter(|key| !key.card_key.is_empty())
    else {
        return Ok(());
    };
    retire_key(work, account_id, &key).await?;
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
