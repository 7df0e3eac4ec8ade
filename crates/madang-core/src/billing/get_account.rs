//! What is on file of who pays for an organisation.

use madang_db::Conn;
use madang_model::billing::{CheckOutcome, MAX_CARD_FAILURES};
use madang_model::{CardCheckId, OrganizationId};
use madang_store::billing_accounts::{self, BillingAccountRow};
use madang_store::card_checks::{self, CardCheckRow};

use crate::organizations::standing;
use crate::{Action, Ctx, Error, Result};

/// The most visits to a gateway that are shown.
pub(super) const CHECKS: i64 = 20;

/// Payment data and what was tried with cards.
#[derive(Debug, Clone)]
pub struct Account {
    /// The payment data.
    pub row: BillingAccountRow,
    /// The last visits to the gateway's page, newest first.
    pub checks: Vec<CardCheckRow>,
}

impl Account {
    /// How many more verifications may fail.
    pub fn tries_left(&self) -> i64 {
        (MAX_CARD_FAILURES - self.row.failures).max(0)
    }

    /// The visit of which nothing is known yet.
    pub fn open_check(&self) -> Option<&CardCheckRow> {
        self.checks.iter().find(|check| check.state == CheckOutcome::Open)
    }

    /// Whether a card is on file.
    pub fn has_card(&self) -> bool {
        !self.row.gateway.is_empty()
    }
}

/// The organisation's payment data; none where nobody has typed any. Owners and those who look after payment may,
/// and staff.
pub async fn get_account(ctx: &Ctx, organization_id: OrganizationId) -> Result<Option<Account>> {
    let mut conn = ctx.read().await?;
    ctx.authorize_as(Action::ReadBilling, standing(ctx, &mut conn, organization_id).await?)?;
    let Some(row) = billing_accounts::of_organization(&mut conn, organization_id).await? else {
        return Ok(None);
    };
    let checks = card_checks::of_account(&mut conn, row.id, CHECKS).await?;
    Ok(Some(Account { row, checks }))
}

/// The payment data that a visit to a gateway's page was for. Owners and those who look after payment may, and staff.
pub async fn account_of_check(ctx: &Ctx, id: CardCheckId) -> Result<BillingAccountRow> {
    let mut conn = ctx.read().await?;
    let check = card_checks::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let row = billing_accounts::find(&mut conn, check.account_id).await?.ok_or(Error::NotFound)?;
    ctx.authorize_as(Action::ReadBilling, standing(ctx, &mut conn, row.organization_id).await?)?;
    Ok(row)
}

/// Whether the organisation's costs can be charged, so that it can subscribe.
pub async fn ready(conn: &mut Conn, organization_id: OrganizationId) -> Result<bool> {
    Ok(billing_accounts::is_active(conn, organization_id).await?)
}
