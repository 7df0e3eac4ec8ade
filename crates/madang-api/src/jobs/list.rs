//! Jobs, filtered.

use axum::Json;
use madang_core::jobs::{self, JobQuery};
use madang_jobs::JobRow;
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{Limit, ListView, time};

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct JobsQuery {
    state: Option<String>,
    cursor: Option<String>,
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    limit: Option<Limit>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct JobView {
    id: String,
    kind: String,
    #[schema(value_type = Object)]
    payload: serde_json::Value,
    state: String,
    run_at: String,
    attempts: i64,
    last_error: Option<String>,
    created_at: String,
    finished_at: Option<String>,
}

impl From<JobRow> for JobView {
    fn from(job: JobRow) -> Self {
        Self {
            id: job.id.to_string(),
            kind: job.kind,
            payload: serde_json::from_str(&job.payload).unwrap_or(serde_json::Value::Null),
            state: job.state,
            run_at: time(job.run_at),
            attempts: job.attempts,
            last_error: job.last_error,
            created_at: time(job.created_at),
            finished_at: job.finished_at.map(time),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/jobs",
    operation_id = "listJobs",
    tag = "jobs",
    params(JobsQuery),
    responses((status = 200, body = ListView<JobView>)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn list(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<JobsQuery>,
) -> Result<Json<ListView<JobView>>, Fail> {
    let page = jobs::list(&ctx, &JobQuery { state: query.state, before: query.cursor }).await?;
    Ok(Json(ListView::page(page, query.limit, JobView::from)))
}
