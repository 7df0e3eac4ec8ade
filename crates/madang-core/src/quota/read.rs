//! A quota as it stands.

use madang_db::Conn;
use madang_model::quota::{Amounts, Dimension, QuotaScope};
use madang_store::quotas;

use crate::Result;

/// One dimension of a quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotaLine {
    /// What is counted.
    pub dimension: Dimension,
    /// The bound; without one, there is none.
    pub bound: Option<i64>,
    /// What is in use.
    pub used: i64,
    /// What is held for orders.
    pub reserved: i64,
}

impl QuotaLine {
    /// What is left; without a bound, `None`.
    pub fn free(&self) -> Option<i64> {
        self.bound.map(|bound| (bound - self.used - self.reserved).max(0))
    }
}

/// A quota, every dimension of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quota(pub Vec<QuotaLine>);

impl Quota {
    /// One dimension.
    pub fn of(&self, dimension: Dimension) -> QuotaLine {
        self.0.iter().copied().find(|line| line.dimension == dimension).unwrap_or(QuotaLine {
            dimension,
            bound: None,
            used: 0,
            reserved: 0,
        })
    }

    /// What is in use and held, together.
    pub fn taken(&self) -> Amounts {
        self.0.iter().fold(Amounts::NONE, |sum, line| {
            sum.with(line.dimension, line.used.saturating_add(line.reserved))
        })
    }
}

/// The quota of a scope, every dimension in the order in which they are shown. Whoever calls has authorized.
pub async fn read(conn: &mut Conn, scope: QuotaScope) -> Result<Quota> {
    let rows = quotas::of(conn, scope).await?;
    let line = |dimension: &Dimension| {
        let row = rows.iter().find(|row| row.dimension == *dimension);
        QuotaLine {
            dimension: *dimension,
            bound: row.and_then(|row| row.bound),
            used: row.map_or(0, |row| row.used),
            reserved: row.map_or(0, |row| row.reserved),
        }
    };
    Ok(Quota(Dimension::ALL.iter().map(line).collect()))
}
