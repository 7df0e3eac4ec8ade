//! Taking out of a quota for what is made, and giving back for what is gone.

use madang_model::quota::{Amounts, Dimension, QuotaScope};
use madang_store::quotas;

use crate::{Error, Refusal, Result, Work};

/// The dimensions in the order in which all works go through the rows of one quota, so that none waits for
/// another in a circle.
pub(crate) fn in_order() -> Vec<Dimension> {
    let mut all = Dimension::ALL.to_vec();
    all.sort_by_key(|dimension| dimension.as_str());
    all
}

/// Puts all of it to use, or refuses with the first that does not fit; then the work must end without a commit.
/// Whoever makes a resource takes its amounts out of its project's quota in the same work.
pub async fn take(work: &mut Work<'_>, scope: QuotaScope, amounts: &Amounts) -> Result<()> {
    for dimension in in_order() {
        let amount = amounts.of(dimension);
        if amount > 0 && !quotas::take(work, scope, dimension, amount).await? {
            return Err(exceeded(work, scope, dimension, amount).await?);
        }
    }
    Ok(())
}

/// Gives back what was taken. More than what is in use is a mistake of whoever gives.
pub async fn give(work: &mut Work<'_>, scope: QuotaScope, amounts: &Amounts) -> Result<()> {
    for dimension in in_order() {
        let amount = amounts.of(dimension);
        if amount > 0 && !quotas::shift(work, scope, dimension, (-amount, 0)).await? {
            return Err(Error::internal("what is given back was in use"));
        }
    }
    Ok(())
}

/// Why it does not fit.
pub(super) async fn exceeded(
    work: &mut Work<'_>,
    scope: QuotaScope,
    dimension: Dimension,
    wanted: i64,
) -> Result<Error> {
    let row = quotas::of(work, scope).await?.into_iter().find(|row| row.dimension == dimension);
    let free = row.map_or(0, |row| row.bound.unwrap_or(0) - row.used - row.reserved);
    Ok(Refusal::QuotaExceeded { dimension, wanted, free: free.max(0) }.into())
}
