//! How background work is doing.

use madang_jobs::{JobCounts, ReconcilerRow};

use crate::{Action, Ctx, Result};

/// How background work is doing.
#[derive(Debug, Clone)]
pub struct Overview {
    /// How many jobs wait, run and are dead, each counted to 1,000 at most.
    pub counts: Vec<JobCounts>,
    /// Every reconciler's last round, by name.
    pub reconcilers: Vec<ReconcilerRow>,
}

/// Counts jobs and tells the reconcilers' last rounds. Staff may.
pub async fn overview(ctx: &Ctx) -> Result<Overview> {
    ctx.authorize(Action::ReadJobs, None)?;
    let mut conn = ctx.read().await?;
    Ok(Overview {
        counts: madang_jobs::counts(&mut conn).await?,
        reconcilers: madang_jobs::reconcilers(&mut conn).await?,
    })
}
