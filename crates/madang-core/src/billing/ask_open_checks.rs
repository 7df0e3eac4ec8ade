//! Asking what became of cards whose people never came back.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use madang_jobs::{Failure, Reconciler};
use madang_model::billing::CheckOutcome;
use madang_model::{CardCheckId, Timestamp};
use madang_store::{billing_accounts, card_checks};

use super::finish_card_check::resolve;
use crate::context::first_id;
use crate::{Action, Ctx, Platform, Result};

/// A visit that is younger is the person's own, who is at the page.
const YOUNG: i64 = 120_000_000;

/// How many are asked for in one round.
const ROUND: i64 = 200;

/// The reconcilers of payment.
pub fn reconcilers(platform: &Platform) -> Vec<Arc<dyn Reconciler>> {
    vec![Arc::new(AskOpenChecks { platform: platform.clone() })]
}

struct AskOpenChecks {
    platform: Platform,
}

#[async_trait]
impl Reconciler for AskOpenChecks {
    fn name(&self) -> &'static str {
        "billing.ask_open_checks"
    }

    fn every(&self) -> Duration {
        Duration::from_secs(60)
    }

    async fn activate(&self) -> Result<String, Failure> {
        let ctx = Ctx::system(self.platform.clone());
        ask_open_checks(&ctx).await.map_err(|error| Failure::Retry(error.to_string()))
    }
}

/// Asks the gateway about every visit that has been open for a while; how many there were and how many ended. The
/// program itself may.
pub async fn ask_open_checks(ctx: &Ctx) -> Result<String> {
    ctx.authorize(Action::ResetCardFailures, None)?;
    let before: CardCheckId = first_id(Timestamp::from_micros(ctx.now().micros() - YOUNG));
    let open = card_checks::open(&mut *ctx.read().await?, None, before, ROUND).await?;
    let (asked, mut ended) = (open.len(), 0);
    for check in open {
        let account = billing_accounts::find(&mut *ctx.read().await?, check.account_id).await?;
        let Some(account) = account else { continue };
        let check = resolve(ctx, check, &account, &Default::default()).await?;
        ended += usize::from(check.state != CheckOutcome::Open);
    }
    Ok(format!("{ended}/{asked}"))
}
