//! Orders that wait for nobody any more: the reconcilers of this feature.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use madang_jobs::{Failure, Reconciler};
use madang_model::OrderId;
use madang_model::orders::{Move, OrderState};
use madang_store::{orders, quotes};
use serde_json::json;

use super::fulfil::FULFIL;
use super::moves::{Moved, moved};
use crate::{Ctx, Entry, Error, Platform, Refusal, Result};

/// How many orders one round takes on at most; the next one goes on.
const BATCH: i64 = 100;

/// How long a job may be missing before it is put into the queue again.
const ALONE: Duration = Duration::from_secs(120);

/// The reconcilers of orders.
pub fn reconcilers(platform: &Platform) -> Vec<Arc<dyn Reconciler>> {
    vec![Arc::new(Expire { platform: platform.clone() }), Arc::new(Recover { platform: platform.clone() })]
}

/// Gives orders back whose quote is over before everybody decided.
struct Expire {
    platform: Platform,
}

#[async_trait]
impl Reconciler for Expire {
    fn name(&self) -> &'static str {
        "orders.expire"
    }

    fn every(&self) -> Duration {
        Duration::from_secs(300)
    }

    async fn activate(&self) -> Result<String, Failure> {
        let ctx = Ctx::system(self.platform.clone());
        let over = quotes::over(&mut *self.platform.db.read().await?, ctx.now(), BATCH).await?;
        let mut count = 0;
        for row in over {
            count += u32::from(expire(&ctx, row.id).await.map_err(|e| Failure::Retry(e.to_string()))?);
        }
        Ok(if count == 0 { String::new() } else { format!("orders={count}") })
    }
}

async fn expire(ctx: &Ctx, id: OrderId) -> Result<bool> {
    let mut work = ctx.begin().await?;
    let Some(order) = orders::find(&mut work, id).await? else { return Ok(false) };
    if order.state != OrderState::InApproval {
        return Ok(false);
    }
    match moved(&mut work, &order, Moved::plain(Move::Expire)).await {
        Ok(_) => work.commit().await.map(|()| true),
        // It was decided at this moment.
        Err(Error::Refused(Refusal::Decided | Refusal::Superseded)) => Ok(false),
        Err(other) => Err(other),
    }
}

/// Puts the job of what is to be made into the queue again where it got lost.
struct Recover {
    platform: Platform,
}

#[async_trait]
impl Reconciler for Recover {
    fn name(&self) -> &'static str {
        "orders.recover"
    }

    fn every(&self) -> Duration {
        Duration::from_secs(300)
    }

    async fn activate(&self) -> Result<String, Failure> {
        recover(&Ctx::system(self.platform.clone())).await.map_err(|error| Failure::Retry(error.to_string()))
    }
}

async fn recover(ctx: &Ctx) -> Result<String> {
    let mut work = ctx.begin().await?;
    let now = ctx.now();
    let alone = orders::left_alone(&mut work, now.minus(ALONE), BATCH).await?;
    for order in &alone {
        work.enqueue(FULFIL, &json!({ "order": order.id.to_string() }), now).await?;
        work.audit(Entry::new("orders.recover", "order", order.id));
    }
    work.commit().await?;
    Ok(if alone.is_empty() { String::new() } else { format!("orders={}", alone.len()) })
}
