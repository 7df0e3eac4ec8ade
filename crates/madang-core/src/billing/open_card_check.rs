//! 「카드 인증 받기」: going to the gateway's page, where a card is typed.

use madang_db::DbError;
use madang_i18n::Lang;
use madang_model::billing::{CheckOutcome, PaymentMethod};
use madang_model::{CardCheckId, OrganizationId};
use madang_store::billing_accounts::{self, BillingAccountRow};
use madang_store::card_checks::{self, CardCheckRow, NewCheck};
use serde_json::json;

use super::finish_card_check::resolve;
use super::gateway::{GatewayError, OpenCheck};
use crate::limits::{self, Limit};
use crate::organizations::standing;
use crate::{Action, Ctx, Entry, Refusal, Result};

/// How often an hour the page can be asked for.
const AN_HOUR: u32 = 30;

/// Opens the gateway's page for a card; its address. Owners and those who look after payment may; a card on file is
/// used until the new one has passed. There is one open visit of an organisation at most: while nothing is known of
/// one, the same page is given again. `next` is where the person goes on afterwards.
///
/// Refused without payment data, where no card pays, and after five failed verifications (guide 000 §2.1.2.1).
pub async fn open_card_check(ctx: &Ctx, organization_id: OrganizationId, next: &str) -> Result<String> {
    let account = {
        let mut conn = ctx.read().await?;
        ctx.authorize_as(Action::WriteBilling, standing(ctx, &mut conn, organization_id).await?)?;
        let account = billing_accounts::of_organization(&mut conn, organization_id).await?;
        account.ok_or(Refusal::NoPaymentData)?
    };
    may_try(&account)?;
    count(ctx, &account).await?;
    let open = card_checks::open_of(&mut *ctx.read().await?, account.id).await?;
    if let Some(open) = open {
        let open = resolve(ctx, open, &account, &Default::default()).await?;
        match open.state {
            CheckOutcome::Open => return page(ctx, &open, &account, next).await,
            // It was there all the time: the page behind the return tells.
            CheckOutcome::Passed => return Ok(return_url(ctx, open.id)),
            CheckOutcome::Declined | CheckOutcome::Abandoned => {}
        }
    }
    let check = match open_new(ctx, &account, next).await? {
        Some(check) => check,
        // Another request opened one at the same moment.
        None => {
            card_checks::open_of(&mut *ctx.read().await?, account.id).await?.ok_or(Refusal::Superseded)?
        }
    };
    page(ctx, &check, &account, next).await
}

fn may_try(account: &BillingAccountRow) -> Result<()> {
    match (account.method, account.locked_at) {
        (PaymentMethod::TaxInvoice, _) => Err(Refusal::NoCard.into()),
        (PaymentMethod::Card, Some(_)) => Err(Refusal::CardLocked.into()),
        (PaymentMethod::Card, None) => Ok(()),
    }
}

async fn count(ctx: &Ctx, account: &BillingAccountRow) -> Result<()> {
    let mut work = ctx.begin().await?;
    let key = limits::about(ctx, "card-check", &account.id.to_string());
    limits::take(ctx, &mut work, &key, Limit::hourly(AN_HOUR)).await?;
    work.commit().await
}

/// A new visit; none where there is an open one.
async fn open_new(ctx: &Ctx, account: &BillingAccountRow, next: &str) -> Result<Option<CardCheckRow>> {
    let mut work = ctx.begin().await?;
    billing_accounts::hold(&mut work, account.id).await?;
    let now_held = billing_accounts::find(&mut work, account.id).await?.ok_or(Refusal::NoPaymentData)?;
    may_try(&now_held)?;
    let id: CardCheckId = ctx.new_id();
    let opened_by = ctx.actor.audit_name();
    let new = NewCheck {
        id,
        account_id: account.id,
        gateway: ctx.platform.payments.name(),
        lang: ctx.lang.tag(),
        next,
        opened_by: &opened_by,
    };
    match card_checks::insert(&mut work, new, ctx.now()).await {
        Ok(()) => {}
        Err(DbError::Unique(_)) => return Ok(None),
        Err(error) => return Err(error.into()),
    }
    let check = card_checks::find(&mut work, id).await?;
    work.audit(
        Entry::new("billing.open_card_check", "billing_account", account.id)
            .with(json!({ "check": id.to_string() })),
    );
    work.commit().await?;
    Ok(check)
}

/// The address of the gateway's page for an open visit.
async fn page(ctx: &Ctx, check: &CardCheckRow, account: &BillingAccountRow, next: &str) -> Result<String> {
    let payments = &ctx.platform.payments;
    if check.gateway != payments.name() {
        return Err(Refusal::GatewayAway.into());
    }
    let answer = payments.open_check(&asked(ctx, check, account)).await;
    let mut work = ctx.begin().await?;
    let given = match &answer {
        Ok(page) => {
            card_checks::refer(&mut work, check.id, &page.reference, next).await?;
            Ok(page.url.clone())
        }
        Err(GatewayError::Refused(_)) => {
            card_checks::end(&mut work, check.id, CheckOutcome::Abandoned, "refused", ctx.now()).await?;
            Err(Refusal::GatewayAway.into())
        }
        // It stays open: the same one is asked for again.
        Err(GatewayError::Away(_) | GatewayError::Unknown(_)) => Err(Refusal::GatewayAway.into()),
    };
    work.commit().await?;
    given
}

/// What the gateway is asked for: the same every time.
pub(super) fn asked(ctx: &Ctx, check: &CardCheckRow, account: &BillingAccountRow) -> OpenCheck {
    OpenCheck {
        id: check.id.to_string(),
        customer: account.customer.clone(),
        lang: Lang::from_tag(&check.lang).unwrap_or_default(),
        return_url: return_url(ctx, check.id),
    }
}

fn return_url(ctx: &Ctx, id: CardCheckId) -> String {
    format!("{}/billing/card/return/{id}", ctx.settings().base_url())
}
