//! What came of a visit to the gateway's page for a card.

use madang_model::billing::{CheckOutcome, MAX_CARD_FAILURES, PaymentMethod};
use madang_model::{CardCheckId, Timestamp, text};
use madang_store::billing_accounts::{self, BillingAccountRow, Card, KeyRow};
use madang_store::card_checks::{self, CardCheckRow};
use madang_store::organizations;
use serde_json::json;

use super::gateway::{CardKey, CheckState, GatewayError, Returned};
use super::open_card_check::asked;
use super::payer::tell_payers;
use super::retire_card::{CARD_KEY, retire_card, retire_key};
use crate::organizations::standing;
use crate::{Action, Ctx, Entry, Error, Result, Work};

/// Microseconds after which a visit of which the gateway still knows nothing is over.
const A_DAY: i64 = 24 * 3_600_000_000;

/// Asks the gateway what came of a visit. Owners and those who look after payment may. What the browser brought back
/// is only passed on; the gateway's answer counts. Asked again, or by many at once, it counts once: one card, one
/// failure. Where the gateway doesn't answer, the visit stays open and is asked for again later, by itself.
///
/// A card that passed is kept as its sealed billing key and the one before is ended at its gateway; the fifth
/// failure in a row ends trying (guide 000 §2.1.2.1).
pub async fn finish_card_check(ctx: &Ctx, id: CardCheckId, returned: &Returned) -> Result<CardCheckRow> {
    let (check, account) = {
        let mut conn = ctx.read().await?;
        let check = card_checks::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
        let account = billing_accounts::find(&mut conn, check.account_id).await?.ok_or(Error::NotFound)?;
        let inside = standing(ctx, &mut conn, account.organization_id).await?;
        ctx.authorize_as(Action::WriteBilling, inside)?;
        (check, account)
    };
    resolve(ctx, check, &account, returned).await
}

/// The visit as it is after the gateway was asked.
pub(super) async fn resolve(
    ctx: &Ctx,
    check: CardCheckRow,
    account: &BillingAccountRow,
    returned: &Returned,
) -> Result<CardCheckRow> {
    if check.state != CheckOutcome::Open {
        return Ok(check);
    }
    let too_late = is_too_late(&check, ctx.now());
    let answer = if check.gateway == ctx.platform.payments.name() {
        ask(ctx, &check, account, returned).await
    } else {
        Ok(CheckState::Open)
    };
    match answer {
        Ok(CheckState::Passed(key)) => passed(ctx, &check, &key).await,
        Ok(CheckState::Declined { code }) => declined(ctx, &check, &code).await,
        Ok(CheckState::Abandoned) => abandoned(ctx, &check, "").await,
        Err(GatewayError::Refused(_)) => abandoned(ctx, &check, "refused").await,
        Ok(CheckState::Open) if too_late => abandoned(ctx, &check, "late").await,
        Ok(CheckState::Open) | Err(GatewayError::Away(_) | GatewayError::Unknown(_)) => Ok(check),
    }
}

fn is_too_late(check: &CardCheckRow, now: Timestamp) -> bool {
    now.micros() - check.opened_at.micros() > A_DAY
}

async fn ask(
    ctx: &Ctx,
    check: &CardCheckRow,
    account: &BillingAccountRow,
    returned: &Returned,
) -> Result<CheckState, GatewayError> {
    let payments = &ctx.platform.payments;
    let asked = asked(ctx, check, account);
    // The answer to opening it was lost: opened again, it is the same visit.
    let reference = if check.reference.is_empty() {
        payments.open_check(&asked).await?.reference
    } else {
        check.reference.clone()
    };
    payments.check(&asked, &reference, returned).await
}

/// Begins ending a visit: the account is held and the visit ended. None where another request did already.
async fn ending<'a>(
    ctx: &'a Ctx,
    check: &CardCheckRow,
    outcome: CheckOutcome,
    code: &str,
) -> Result<Option<(Work<'a>, BillingAccountRow)>> {
    let mut work = ctx.begin().await?;
    billing_accounts::hold(&mut work, check.account_id).await?;
    let account = billing_accounts::find(&mut work, check.account_id).await?.ok_or(Error::NotFound)?;
    let code = text::line(code, 60).unwrap_or_default();
    let ended = card_checks::end(&mut work, check.id, outcome, &code, ctx.now()).await?;
    Ok(ended.then_some((work, account)))
}

async fn done(ctx: &Ctx, check: &CardCheckRow, work: Option<Work<'_>>) -> Result<CardCheckRow> {
    if let Some(work) = work {
        work.commit().await?;
    }
    card_checks::find(&mut *ctx.read().await?, check.id).await?.ok_or(Error::NotFound)
}

async fn passed(ctx: &Ctx, check: &CardCheckRow, found: &CardKey) -> Result<CardCheckRow> {
    let Some((mut work, account)) = ending(ctx, check, CheckOutcome::Passed, "").await? else {
        return done(ctx, check, None).await;
    };
    let sealed = ctx.vault().seal(CARD_KEY, found.key.reveal().as_bytes());
    if account.method == PaymentMethod::TaxInvoice {
        // The payer chose otherwise meanwhile: this card is never charged.
        let key =
            KeyRow { gateway: check.gateway.clone(), customer: account.customer.clone(), card_key: sealed };
        retire_key(&mut work, account.id, &key).await?;
    } else {
        retire_card(&mut work, account.id, Some(&found.key)).await?;
        let brand = text::line(&found.brand, 40).unwrap_or_default();
        let tail: String = found.tail.chars().filter(char::is_ascii_digit).take(4).collect();
        let card = Card { gateway: &check.gateway, brand: &brand, tail: &tail, key: &sealed };
        billing_accounts::set_card(&mut work, account.id, card, ctx.now()).await?;
        tell(&mut work, &account, "card-registered").await?;
    }
    work.audit(
        Entry::new("billing.register_card", "billing_account", account.id)
            .with(json!({ "check": check.id.to_string(), "gateway": check.gateway })),
    );
    done(ctx, check, Some(work)).await
}

async fn declined(ctx: &Ctx, check: &CardCheckRow, code: &str) -> Result<CardCheckRow> {
    let Some((mut work, account)) = ending(ctx, check, CheckOutcome::Declined, code).await? else {
        return done(ctx, check, None).await;
    };
    billing_accounts::count_failure(&mut work, account.id, MAX_CARD_FAILURES, ctx.now()).await?;
    let failures = account.failures + 1;
    if failures >= MAX_CARD_FAILURES {
        tell(&mut work, &account, "card-locked").await?;
    }
    work.audit(
        Entry::new("billing.decline_card", "billing_account", account.id)
            .with(json!({ "check": check.id.to_string(), "failures": failures.min(MAX_CARD_FAILURES) })),
    );
    done(ctx, check, Some(work)).await
}

async fn abandoned(ctx: &Ctx, check: &CardCheckRow, code: &str) -> Result<CardCheckRow> {
    let ended = ending(ctx, check, CheckOutcome::Abandoned, code).await?;
    done(ctx, check, ended.map(|(work, _)| work)).await
}

async fn tell(work: &mut Work<'_>, account: &BillingAccountRow, kind: &'static str) -> Result<()> {
    let organization = organizations::find(work, account.organization_id).await?.ok_or(Error::NotFound)?;
    tell_payers(work, &organization, kind).await
}
