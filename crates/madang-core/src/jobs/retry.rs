//! Another chance for a job that was given up.

use madang_jobs::DeadJob;
use madang_model::JobId;

use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// Makes a dead job due now, with its tries counted from zero. Operators may. Refused where it is not dead.
pub async fn retry(ctx: &Ctx, id: JobId) -> Result<()> {
    ctx.authorize(Action::WriteJobs, None)?;
    let mut work = ctx.begin().await?;
    madang_jobs::retry(&mut work, id, ctx.now()).await.map_err(|error| match error {
        DeadJob::NotFound => Error::NotFound,
        DeadJob::NotDead => Refusal::Superseded.into(),
        DeadJob::Db(error) => error.into(),
    })?;
    work.audit(Entry::new("jobs.retry", "job", id));
    work.commit().await?;
    ctx.platform.nudge.nudge();
    Ok(())
}
