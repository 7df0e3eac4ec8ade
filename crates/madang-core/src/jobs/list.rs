//! The jobs.

use madang_jobs::{JobFilter, JobRow};
use madang_model::{JobId, Rule};

use crate::page::{self, Page};
use crate::{Action, Ctx, Error, Result};

/// Which jobs to list.
#[derive(Debug, Default, Clone)]
pub struct JobQuery {
    /// Only jobs that are `queued`, `running`, `done` or `dead`.
    pub state: Option<String>,
    /// The page before's `next`.
    pub before: Option<String>,
}

/// Lists jobs, newest first. Staff may: a job carries ids and no personal data.
pub async fn list(ctx: &Ctx, query: &JobQuery) -> Result<Page<JobRow>> {
    ctx.authorize(Action::ReadJobs, None)?;
    let state = query.state.as_deref();
    if state.is_some_and(|state| !["queued", "running", "done", "dead"].contains(&state)) {
        return Err(Error::invalid("state", Rule::Choice));
    }
    let before: Option<JobId> = page::after(query.before.as_deref())?;
    let rows = madang_jobs::list(&mut *ctx.read().await?, JobFilter { state, before }, page::ASKED).await?;
    Ok(Page::cut(rows, |row| row.id.to_string()))
}
