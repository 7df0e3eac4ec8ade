//! What the actor is to an order by being asked on it.

use madang_db::Conn;
use madang_model::OrderId;
use madang_store::approvals;

use super::roster::Speaker;
use crate::{Capacity, Ctx, Result, Standing};

/// [`Capacity::Decider`] for whoever is, was or will be asked on the order: by name, as head, as the provider's
/// staff, or standing in for somebody now.
pub async fn standing(ctx: &Ctx, conn: &mut Conn, order_id: OrderId) -> Result<Standing> {
    let Some(speaker) = Speaker::of(ctx, conn).await? else { return Ok(Standing::STRANGER) };
    let Some(order) = approvals::brief(conn, order_id).await? else { return Ok(Standing::STRANGER) };
    let steps = approvals::steps(conn, order_id).await?;
    let mut asked = Vec::new();
    for row in approvals::candidates(conn, order_id).await? {
        let Some(step) = steps.iter().find(|step| step.id == row.step_id) else { continue };
        if row.decided_by == Some(speaker.id) {
            return Ok(Standing::STRANGER.with(Capacity::Decider));
        }
        if asked.contains(&(step.kind, row.candidate)) {
            continue;
        }
        asked.push((step.kind, row.candidate));
        if speaker.voice(conn, &order, step.kind, row.candidate).await?.is_some() {
            return Ok(Standing::STRANGER.with(Capacity::Decider));
        }
    }
    Ok(Standing::STRANGER)
}
