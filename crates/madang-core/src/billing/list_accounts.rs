//! The payment data of all organisations, as staff look through them.

use madang_model::billing::AccountState;
use madang_model::{BillingAccountId, OrganizationId, Rule, text};
use madang_store::billing_accounts::{self, BillingAccountRow};
use madang_store::card_checks;
use madang_store::organizations::{self, OrganizationRow};
use serde::{Deserialize, Serialize};

use super::get_account::Account;
use crate::page::{self, Page};
use crate::{Action, Ctx, Error, Result};

/// Which payment data to list.
#[derive(Debug, Default, Clone)]
pub struct AccountQuery {
    /// The beginning of the payer's name. Nothing lists all.
    pub search: String,
    /// Only those in this state; not together with a search.
    pub state: Option<AccountState>,
    /// The page before's `next`.
    pub before: Option<String>,
}

/// Where a search's page ended. It holds a name and is sealed on its way.
#[derive(Serialize, Deserialize)]
struct Place {
    key: String,
    id: String,
}

const PURPOSE: &str = "billing-search";

/// Lists payment data: newest first, or, where a payer is searched, in the order of the names. Staff may.
pub async fn list_accounts(ctx: &Ctx, query: &AccountQuery) -> Result<Page<BillingAccountRow>> {
    ctx.authorize(Action::ReadBillingAccounts, None)?;
    if query.search.trim().is_empty() {
        let before: Option<BillingAccountId> = page::after(query.before.as_deref())?;
        let rows = billing_accounts::list(&mut *ctx.read().await?, query.state, before, page::ASKED).await?;
        return Ok(Page::cut(rows, |row| row.id.to_string()));
    }
    let search = text::line(&query.search, 60).map_err(|rule| Error::invalid("search", rule))?;
    let place = query.before.as_deref().map(|cursor| opened(ctx, cursor)).transpose()?;
    let after = place.as_ref().map(|(key, id)| (key.as_str(), *id));
    let key = text::key_of(&search);
    let rows = billing_accounts::beginning(&mut *ctx.read().await?, &key, after, page::ASKED).await?;
    let seal = |row: &BillingAccountRow| {
        let place = Place { key: row.payer_key.clone(), id: row.id.to_string() };
        ctx.vault().seal(PURPOSE, &serde_json::to_vec(&place).unwrap_or_default())
    };
    let mut page = Page::cut(rows, seal);
    if let Some(state) = query.state {
        page.items.retain(|row| row.state == state);
        page.cursors.clear();
    }
    Ok(page)
}

fn opened(ctx: &Ctx, cursor: &str) -> Result<(String, BillingAccountId)> {
    let wrong = || Error::invalid("cursor", Rule::Choice);
    let plain = ctx.vault().unseal(PURPOSE, cursor).map_err(|_| wrong())?;
    let place: Place = serde_json::from_slice(&plain).map_err(|_| wrong())?;
    Ok((place.key, place.id.parse().map_err(|_| wrong())?))
}

/// Payment data with its organisation. Staff may.
pub async fn find_account(ctx: &Ctx, id: BillingAccountId) -> Result<(Account, OrganizationRow)> {
    ctx.authorize(Action::ReadBillingAccounts, None)?;
    let mut conn = ctx.read().await?;
    let row = billing_accounts::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let organization_id: OrganizationId = row.organization_id;
    let organization = organizations::find(&mut conn, organization_id).await?.ok_or(Error::NotFound)?;
    let checks = card_checks::of_account(&mut conn, row.id, super::get_account::CHECKS).await?;
    Ok((Account { row, checks }, organization))
}
