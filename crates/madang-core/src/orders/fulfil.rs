//! Making what was approved.

use std::error::Error as _;

use async_trait::async_trait;
use madang_jobs::{Failure, Handler, JobRow};
use madang_model::OrderId;
use madang_model::orders::{Move, OrderState};
use madang_store::members;
use madang_store::orders::{self, OrderRow};

use super::kind::{Asked, Fulfilled, named};
use super::moves::{Moved, moved};
use crate::{Ctx, Error, Platform, Refusal, Result, Work, quota};

/// The kind of job that makes what was approved; its payload is `{"order": ID}`.
pub const FULFIL: &str = "orders.fulfil";

/// Makes what was approved.
pub struct Fulfil {
    /// What all calls share.
    pub platform: Platform,
}

#[async_trait]
impl Handler for Fulfil {
    fn kind(&self) -> &'static str {
        FULFIL
    }

    async fn run(&self, job: &JobRow) -> Result<(), Failure> {
        let id = order_id(job)?;
        fulfil(&Ctx::system(self.platform.clone()), id).await.map_err(|error| {
            let cause = error.source().map(ToString::to_string).unwrap_or_default();
            Failure::Retry(format!("{error}: {cause}"))
        })
    }
}

/// Makes what the order asks for: it is begun, then made, settled and finished in one transaction, or fails with
/// its cause; what takes long is begun, and ends with a [`report`](super::report()). Done again, or by two at once,
/// it is done once: where another is at it or was, nothing happens.
pub async fn fulfil(ctx: &Ctx, id: OrderId) -> Result<()> {
    let Some(order) = begun(ctx, id).await? else { return Ok(()) };
    match made(ctx, &order).await {
        Ok(()) | Err(Error::Refused(Refusal::Superseded)) => Ok(()),
        Err(away @ Error::Unavailable(_)) => Err(away),
        Err(error) => failed(ctx, &order, error).await,
    }
}

/// The order as it is being made; `None` where there is nothing to make.
async fn begun(ctx: &Ctx, id: OrderId) -> Result<Option<OrderRow>> {
    let mut work = ctx.begin().await?;
    let Some(order) = orders::find(&mut work, id).await? else { return Ok(None) };
    match order.state {
        OrderState::Approved => match moved(&mut work, &order, Moved::plain(Move::Begin)).await {
            Ok(order) => {
                work.commit().await?;
                Ok(Some(order))
            }
            Err(Error::Refused(Refusal::Superseded)) => Ok(None),
            Err(other) => Err(other),
        },
        // Somebody is at it, and will say what became of it.
        OrderState::Fulfilling if order.handed_over_at.is_some() => Ok(None),
        // Begun by one whose process died, or tried again.
        OrderState::Fulfilling => Ok(Some(order)),
        OrderState::Draft
        | OrderState::InApproval
        | OrderState::Returned
        | OrderState::Withdrawn
        | OrderState::Failed
        | OrderState::Done
        | OrderState::Rejected
        | OrderState::Cancelled => Ok(None),
    }
}

async fn made(ctx: &Ctx, order: &OrderRow) -> Result<()> {
    let kind = named(ctx, &order.kind).ok_or_else(|| Error::internal("a stored kind is known"))?;
    let mut work = ctx.begin().await?;
    // From here on, whoever else is at it waits, and then finds it done.
    if !orders::hold(&mut work, order).await? {
        return Err(Refusal::Superseded.into());
    }
    orders::tried(&mut work, order.id).await?;
    if !kind.takes_long() {
        quota::settle(&mut work, order.id).await?;
    }
    let asked = Asked { attempt: order.attempts + 1, ..Asked::of(order)? };
    match kind.fulfil(&mut work, &asked).await? {
        Fulfilled::Done(result_id) => done(&mut work, order, result_id.as_deref()).await?,
        Fulfilled::Later if kind.takes_long() => {
            let now = ctx.now();
            orders::hand_over(&mut work, order.id, now).await?;
        }
        Fulfilled::Later => {
            return Err(Error::internal("a kind that makes it later says that it takes long"));
        }
    }
    work.commit().await
}

/// It is there: what was held for it is in use from now on.
pub(super) async fn done(work: &mut Work<'_>, order: &OrderRow, result_id: Option<&str>) -> Result<()> {
    quota::settle(work, order.id).await?;
    orders::set_result(work, order.id, result_id).await?;
    moved(work, order, Moved::plain(Move::Finish)).await?;
    Ok(())
}

/// The order fails with a cause that its applicant can read.
async fn failed(ctx: &Ctx, order: &OrderRow, error: Error) -> Result<()> {
    let mut work = ctx.begin().await?;
    if !orders::hold(&mut work, order).await? {
        return Ok(());
    }
    orders::tried(&mut work, order.id).await?;
    let cause = cause(&mut work, order, &error).await?;
    match moved(&mut work, order, Moved { text: &cause, ..Moved::plain(Move::Fail) }).await {
        Ok(_) => work.commit().await,
        Err(Error::Refused(Refusal::Superseded)) => Ok(()),
        Err(other) => Err(other),
    }
}

/// What the applicant reads of an error; what only concerns us is in the log.
pub(super) async fn cause(work: &mut Work<'_>, order: &OrderRow, error: &Error) -> Result<String> {
    let ctx = work.ctx();
    let reader = members::find(work, order.applicant_id).await?;
    let t = reader.map_or_else(|| ctx.clone(), |row| ctx.reading(&row.lang)).tr();
    Ok(if let Error::Invalid(broken) = error {
        let mut words: Vec<String> = broken.iter().map(|field| t.rule(field.rule)).collect();
        words.dedup();
        words.join(" ")
    } else if let Error::Refused(refusal) = error {
        refusal.words(t)
    } else {
        let cause = error.source().map(ToString::to_string).unwrap_or_default();
        tracing::error!(order.id = %order.id, error = %error, cause, "an order could not be made");
        t.s("order-failed-internally")
    })
}

fn order_id(job: &JobRow) -> Result<OrderId, Failure> {
    serde_json::from_str::<serde_json::Value>(&job.payload)
        .ok()
        .and_then(|payload| payload.get("order")?.as_str()?.parse().ok())
        .ok_or_else(|| Failure::Fail("its payload names no order".to_owned()))
}
