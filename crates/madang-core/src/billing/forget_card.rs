//! Ending a billing key at its gateway.

use async_trait::async_trait;
use madang_jobs::{Failure, Handler, JobRow};
use madang_model::{RetiredCardId, Secret};
use madang_store::billing_accounts;

use super::gateway::GatewayError;
use super::retire_card::CARD_KEY;
use crate::{Ctx, Platform};

/// The kind of job that ends a billing key; its payload is `{"card": ID}`.
pub const FORGET_CARD: &str = "billing.forget_card";

/// Ends billing keys that are not used any more. One that the gateway doesn't know is ended already, so that
/// nothing happens a second time.
pub struct ForgetCard {
    /// What all calls share.
    pub platform: Platform,
}

#[async_trait]
impl Handler for ForgetCard {
    fn kind(&self) -> &'static str {
        FORGET_CARD
    }

    async fn run(&self, job: &JobRow) -> Result<(), Failure> {
        let ctx = Ctx::system(self.platform.clone());
        let retry = |error: crate::Error| Failure::Retry(error.to_string());
        let id: RetiredCardId = serde_json::from_str::<serde_json::Value>(&job.payload)
            .ok()
            .and_then(|payload| payload.get("card")?.as_str()?.parse().ok())
            .ok_or_else(|| Failure::Fail("the payload names no card".to_owned()))?;
        let found = billing_accounts::retired(&mut *ctx.read().await.map_err(retry)?, id).await?;
        let Some(found) = found else { return Ok(()) };
        let payments = &ctx.platform.payments;
        if found.gateway != payments.name() {
            return Err(Failure::Fail(format!("the card was registered at {}", found.gateway)));
        }
        let key = ctx
            .vault()
            .unseal(CARD_KEY, &found.card_key)
            .map_err(|error| Failure::Fail(error.to_string()))?;
        let key = String::from_utf8(key).map_err(|_| Failure::Fail("a key is text".to_owned()))?;
        payments.forget(&Secret::new(key), &found.customer).await.map_err(|error| match error {
            GatewayError::Away(_) | GatewayError::Unknown(_) => Failure::Retry(error.to_string()),
            GatewayError::Refused(_) => Failure::Fail(error.to_string()),
        })?;
        let mut work = ctx.begin().await.map_err(retry)?;
        billing_accounts::forget_retired(&mut work, id).await?;
        work.commit().await.map_err(retry)
    }
}
