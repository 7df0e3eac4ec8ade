//! The job that makes what was asked for.

use async_trait::async_trait;
use madang_jobs::{Failure, Handler, JobRow};
use madang_model::OrderId;
use madang_model::orders::{Move, OrderState};
use madang_store::orders::{self, OrderRow};

use super::kind::{Asked, Fulfilled, named};
use super::moves::{Moved, moved};
use crate::{Ctx, Error, Platform, Result, Work, quota};

/// The kind of job that makes what an order asks for; its payload is `{"order": ID}`.
pub const FULFIL: &str = "orders.fulfil";

/// Makes what approved orders ask for.
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
        let payload: serde_json::Value =
            serde_json::from_str(&job.payload).map_err(|error| Failure::Fail(error.to_string()))?;
        let id: OrderId = payload["order"]
            .as_str()
            .and_then(|id| id.parse().ok())
            .ok_or_else(|| Failure::Fail("the payload names no order".to_owned()))?;
        let ctx = Ctx::system(self.platform.clone());
        match fulfil(&ctx, id).await {
            Ok(()) => Ok(()),
            Err(Error::Unavailable(error)) => Err(error.into()),
            // The order says so, and can be tried again; the job's end tells operators what happened.
            Err(error) => Err(Failure::Fail(format!("{error:?}"))),
        }
    }
}

/// Makes what the order asks for, if that is still to be done. What goes wrong fails the order, with its cause.
async fn fulfil(ctx: &Ctx, id: OrderId) -> Result<()> {
    let mut work = ctx.begin().await?;
    let Some(order) = orders::find(&mut work, id).await? else { return Ok(()) };
    let order = if order.state == OrderState::Approved {
        moved(&mut work, &order, Moved::plain(Move::Begin)).await?
    } else if order.state == OrderState::Fulfilling {
        order
    } else {
        // An earlier run of this job got here before its lease ran out.
        return Ok(());
    };
    orders::tried(&mut work, id).await?;
    match make(&mut work, &order).await {
        Ok(Fulfilled::Done(result)) => {
            orders::set_result(&mut work, id, result.as_deref()).await?;
            moved(&mut work, &order, Moved::plain(Move::Finish)).await?;
            work.commit().await
        }
        Ok(Fulfilled::Later) => work.commit().await,
        Err(error @ Error::Unavailable(_)) => Err(error),
        Err(error) => {
            // Nothing of what was half made remains.
            drop(work);
            fail(ctx, id, error).await
        }
    }
}

async fn make(work: &mut Work<'_>, order: &OrderRow) -> Result<Fulfilled> {
    let kind = named(work.ctx(), &order.kind).ok_or_else(|| Error::internal("a stored kind is known"))?;
    let asked = Asked::of(order)?;
    quota::settle(work, order.id).await?;
    kind.fulfil(work, &asked).await
}

async fn fail(ctx: &Ctx, id: OrderId, error: Error) -> Result<()> {
    let (cause, ours) = if let Error::Refused(refusal) = &error {
        (refusal.words(ctx.tr()), false)
    } else if let Error::Invalid(fields) = &error {
        let broken = fields.iter().map(|field| ctx.tr().rule(field.rule));
        (broken.collect::<Vec<_>>().join(" "), false)
    } else {
        (ctx.tr().s("order-failed-internally"), true)
    };
    let mut work = ctx.begin().await?;
    let Some(mut order) = orders::find(&mut work, id).await? else { return Ok(()) };
    if order.state == OrderState::Approved {
        order = moved(&mut work, &order, Moved::plain(Move::Begin)).await?;
    }
    if order.state != OrderState::Fulfilling {
        return Ok(());
    }
    orders::tried(&mut work, id).await?;
    moved(&mut work, &order, Moved { step: Move::Fail, text: &cause, on_behalf_of: None }).await?;
    work.commit().await?;
    if ours { Err(error) } else { Ok(()) }
}
