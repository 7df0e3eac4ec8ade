//! One job.

use madang_jobs::JobRow;
use madang_model::JobId;

use crate::{Action, Ctx, Error, Result};

/// The job with this id. Staff may.
pub async fn get(ctx: &Ctx, id: JobId) -> Result<JobRow> {
    ctx.authorize(Action::ReadJobs, None)?;
    madang_jobs::find(&mut *ctx.read().await?, id).await?.ok_or(Error::NotFound)
}
