//! Everything that happened to an order.

use madang_model::{OrderEventId, OrderId};
use madang_store::order_events::{self, OrderEventRow};

use super::standing::found;
use crate::page::{self, Page};
use crate::{Action, Ctx, Result};

/// Moves, comments, files and reminders of an order, newest first; `before` is the page before's `next`. Whoever sees
/// the order may.
pub async fn timeline(ctx: &Ctx, id: OrderId, before: Option<&str>) -> Result<Page<OrderEventRow>> {
    let before: Option<OrderEventId> = page::after(before)?;
    let mut conn = ctx.read().await?;
    let (order, _) = found(ctx, &mut conn, id, Action::ReadOrder).await?;
    let rows = order_events::latest(&mut conn, id, order.organization_id, before, page::ASKED).await?;
    Ok(Page::cut(rows, |row| row.id.to_string()))
}
