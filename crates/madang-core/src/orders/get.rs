//! One order.

use madang_model::OrderId;
use madang_store::orders::{self, OrderRow};

use super::standing::standing;
use crate::{Action, Ctx, Error, Result, Standing};

/// An order as whoever may see it sees it.
#[derive(Debug, Clone)]
pub struct Order {
    /// The order.
    pub row: OrderRow,
    /// What the actor is to it.
    pub standing: Standing,
}

/// The order with this id. Applicant, deciders, colleagues in the department, its heads, the organisation's owners
/// and viewers may, and staff.
pub async fn get(ctx: &Ctx, id: OrderId) -> Result<Order> {
    let mut conn = ctx.read().await?;
    let row = orders::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let standing = standing(ctx, &mut conn, &row).await?;
    ctx.authorize_as(Action::ReadOrder, standing)?;
    Ok(Order { row, standing })
}
