//! What a form lets its applicant pick from.

use madang_model::OrderId;
use madang_store::clusters::{self, ClusterRow};

use super::standing::found;
use crate::{Action, Ctx, Result};

/// The clusters 「사용 가능 클러스터」 that are open to the order's organisation. Whoever sees the order may.
pub async fn offered_clusters(ctx: &Ctx, id: OrderId) -> Result<Vec<ClusterRow>> {
    let mut conn = ctx.read().await?;
    let (order, _) = found(ctx, &mut conn, id, Action::ReadOrder).await?;
    Ok(clusters::open_to(&mut conn, order.organization_id).await?)
}
