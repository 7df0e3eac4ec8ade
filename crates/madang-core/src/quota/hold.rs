//! Holding quota for an order.

use madang_model::quota::{Dimension, QuotaScope};
use madang_model::{OrderId, ReservationId};
use madang_store::quotas;

use crate::{Refusal, Result, Work};

/// Something an order wants of a quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// Whose.
    pub scope: QuotaScope,
    /// What.
    pub dimension: Dimension,
    /// How much; nothing claims nothing.
    pub amount: i64,
}

/// Holds all of it for the order, or refuses with the first that does not fit, and holds nothing.
/// Works that claim of the same quotas go through them in one order, so that they never wait for each other
/// in a circle.
pub async fn hold(work: &mut Work<'_>, order_id: OrderId, claims: &[Claim]) -> Result<()> {
    let mut claims: Vec<Claim> = claims.iter().copied().filter(|claim| claim.amount > 0).collect();
    claims.sort_by_key(|claim| (claim.scope.to_string(), claim.dimension.as_str()));
    let now = work.ctx().now();
    for Claim { scope, dimension, amount } in claims {
        if !quotas::hold(work, scope, dimension, amount).await? {
            let row = quotas::of(work, scope).await?.into_iter().find(|row| row.dimension == dimension);
            let free = row.map_or(0, |row| row.bound.unwrap_or(0) - row.used - row.reserved);
            return Err(Refusal::QuotaExceeded { dimension, wanted: amount, free: free.max(0) }.into());
        }
        let id: ReservationId = work.ctx().new_id();
        quotas::insert_held(work, id, order_id, (scope, dimension, amount), now).await?;
    }
    Ok(())
}
