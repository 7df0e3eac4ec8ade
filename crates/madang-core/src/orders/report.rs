//! What became of an order whose making takes long.

use madang_model::OrderId;
use madang_model::orders::{Move, OrderState};
use madang_store::orders;

use super::fulfil::{cause, done};
use super::moves::{Moved, moved};
use crate::{Error, Result, Work};

/// Says what became of the try to make an order that was answered with [`Fulfilled::Later`](super::Fulfilled::Later):
/// it is there, with the id of what was made, or it failed, with what its applicant reads the cause of. Done, what was
/// held for it is in use; failed, it stays held for another try. Part of the work that finds out; whoever calls is the
/// program. False where nobody waits for this try any more: it was said before, or another try began since.
pub async fn report(
    work: &mut Work<'_>,
    id: OrderId,
    attempt: i64,
    outcome: Result<Option<String>>,
) -> Result<bool> {
    let Some(order) = orders::find(work, id).await? else { return Ok(false) };
    let is_waited_for = order.state == OrderState::Fulfilling
        && order.handed_over_at.is_some()
        && order.attempts == attempt
        && orders::hold(work, &order).await?;
    if !is_waited_for {
        return Ok(false);
    }
    match outcome {
        Ok(result_id) => done(work, &order, result_id.as_deref()).await?,
        // That the database is away says nothing about what is made.
        Err(away @ Error::Unavailable(_)) => return Err(away),
        Err(error) => {
            let cause = cause(work, &order, &error).await?;
            moved(work, &order, Moved { text: &cause, ..Moved::plain(Move::Fail) }).await?;
        }
    }
    Ok(true)
}
