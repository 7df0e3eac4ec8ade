//! How background work is doing.

use axum::Json;
use madang_core::jobs;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::SignedIn;
use crate::wire::time;

#[derive(Serialize, ToSchema)]
pub(crate) struct JobsOverviewView {
    counts: Vec<JobCountView>,
    reconcilers: Vec<ReconcilerView>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct JobCountView {
    state: String,
    jobs: i64,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ReconcilerView {
    name: String,
    started_at: Option<String>,
    finished_at: Option<String>,
    report: Option<String>,
    error: Option<String>,
    rounds: i64,
}

#[utoipa::path(
    get,
    path = "/api/v1/jobs/overview",
    operation_id = "getJobsOverview",
    tag = "jobs",
    responses((status = 200, body = JobsOverviewView)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn overview(SignedIn(ctx): SignedIn) -> Result<Json<JobsOverviewView>, Fail> {
    let found = jobs::overview(&ctx).await?;
    let reconcilers = found.reconcilers.into_iter().map(|row| ReconcilerView {
        name: row.name,
        started_at: row.started_at.map(time),
        finished_at: row.finished_at.map(time),
        report: row.report,
        error: row.error,
        rounds: row.rounds,
    });
    let counts = found.counts.into_iter().map(|count| JobCountView { state: count.state, jobs: count.jobs });
    Ok(Json(JobsOverviewView { counts: counts.collect(), reconcilers: reconcilers.collect() }))
}
