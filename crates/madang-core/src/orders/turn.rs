//! What people do to an order that moves it, and needs no more than a word: 회수, 취소, 재시도.

use madang_model::orders::Move;
use madang_model::{OrderId, text};

use super::moves::{Moved, moved};
use super::standing::found;
use crate::{Action, Ctx, Error, Result};

/// The most characters of a reason.
const REASON: usize = 1000;

/// 「회수」: the applicant takes an order back before it is decided; whoever was asked is told. The reason, which may be
/// empty, is shown on the timeline.
pub async fn withdraw(ctx: &Ctx, id: OrderId, reason: &str) -> Result<()> {
    turn(ctx, id, Action::WriteOrder, Move::Withdraw, reason).await
}

/// 「취소」: the applicant or the provider gives an order up that is not being made right now; the applicant and whoever
/// decided on it are told. The reason, which may be empty, is shown on the timeline.
pub async fn cancel(ctx: &Ctx, id: OrderId, reason: &str) -> Result<()> {
    turn(ctx, id, Action::CancelOrder, Move::Cancel, reason).await
}

/// 「재시도」: the applicant or the provider has it tried again to make what could not be made.
pub async fn retry(ctx: &Ctx, id: OrderId) -> Result<()> {
    turn(ctx, id, Action::RetryOrder, Move::Retry, "").await
}

async fn turn(ctx: &Ctx, id: OrderId, action: Action, step: Move, reason: &str) -> Result<()> {
    let mut work = ctx.begin().await?;
    let (order, _) = found(ctx, &mut work, id, action).await?;
    let text = match reason.trim() {
        "" => String::new(),
        reason => text::paragraphs(reason, REASON).map_err(|rule| Error::invalid("reason", rule))?,
    };
    moved(&mut work, &order, Moved { text: &text, ..Moved::plain(step) }).await?;
    work.commit().await
}
