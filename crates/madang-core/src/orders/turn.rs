//! What people do to an order that moves it, and needs no more than a word: 회수, 취소, 재시도.

use madang_model::OrderId;
use madang_model::orders::Move;

use super::moves::{Moved, moved};
use super::standing::found;
use crate::{Action, Ctx, Result};

/// 「회수」: the applicant takes an order back before it is decided.
pub async fn withdraw(ctx: &Ctx, id: OrderId) -> Result<()> {
    turn(ctx, id, Action::WriteOrder, Move::Withdraw).await
}

/// 「취소」: the applicant or the provider gives an order up that is not being made right now.
pub async fn cancel(ctx: &Ctx, id: OrderId) -> Result<()> {
    turn(ctx, id, Action::CancelOrder, Move::Cancel).await
}

/// 「재시도」: the applicant or the provider has it tried again to make what could not be made.
pub async fn retry(ctx: &Ctx, id: OrderId) -> Result<()> {
    turn(ctx, id, Action::RetryOrder, Move::Retry).await
}

async fn turn(ctx: &Ctx, id: OrderId, action: Action, step: Move) -> Result<()> {
    let mut work = ctx.begin().await?;
    let (order, _) = found(ctx, &mut work, id, action).await?;
    moved(&mut work, &order, Moved::plain(step)).await?;
    work.commit().await
}
