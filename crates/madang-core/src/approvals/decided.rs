//! What somebody decided 「처리한 결재」.

use madang_model::{OrderId, OrderStepId, Rule};
use madang_store::inbox::{self, DecidedRow};

use crate::page::{self, Page};
use crate::{Action, Capacity, Ctx, Error, Result, Standing};

/// Lists what the actor decided, newest order first; `before` is the page before's `next`. Everybody signed in may.
pub async fn decided(ctx: &Ctx, before: Option<&str>) -> Result<Page<DecidedRow>> {
    ctx.authorize_as(Action::ReadOrder, Standing::STRANGER.with(Capacity::Decider))?;
    let before: Option<(OrderId, OrderStepId)> = match before {
        None => None,
        Some(text) => {
            let strange = || Error::invalid("cursor", Rule::Choice);
            let (order, step) = text.split_once('.').ok_or_else(strange)?;
            Some((order.parse().map_err(|_| strange())?, step.parse().map_err(|_| strange())?))
        }
    };
    let Ok(member_id) = ctx.actor.member() else {
        return Ok(Page::cut(Vec::new(), |_: &DecidedRow| String::new()));
    };
    let rows = inbox::decided(&mut *ctx.read().await?, member_id, before, page::ASKED).await?;
    Ok(Page::cut(rows, |row| format!("{}.{}", row.order_id, row.step_id)))
}
