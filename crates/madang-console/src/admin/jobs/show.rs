//! One job: what it was given, what the last try said.

use askama::Template;
use axum::response::Response;
use http::StatusCode;
use madang_core::jobs;
use madang_model::JobId;
use madang_web::Fail;

use super::view;
use crate::admin::section::{Section, done};
use crate::frame::{At, Frame};
use crate::shell::{Page, html_with};

#[derive(Template)]
#[template(path = "admin/jobs/show.html")]
struct Show {
    page: Page,
    done: String,
    problem: String,
    job_id: String,
    kind: String,
    payload: String,
    state_kind: &'static str,
    state: String,
    attempts: String,
    due: String,
    created: String,
    finished: String,
    error: String,
    can_retry: bool,
}

/// `GET /admin/jobs/{id}`
pub(super) async fn show(frame: Frame, At(id): At<JobId>) -> Result<Response, Fail> {
    page(&frame, id, StatusCode::OK, String::new()).await
}

/// The job's page, with what stands in the way of trying it again.
pub(super) async fn page(
    frame: &Frame,
    id: JobId,
    status: StatusCode,
    problem: String,
) -> Result<Response, Fail> {
    let t = frame.t();
    let zone = frame.zone();
    let job = jobs::get(&frame.ctx, id).await?;
    let template = Show {
        page: Section::Jobs.page_below(frame, view::kind(t, &job.kind)),
        done: done(frame, &["queued-again"]),
        problem,
        job_id: id.to_string(),
        payload: job.payload,
        state_kind: view::state_kind(&job.state),
        state: view::state(t, &job.state),
        attempts: job.attempts.to_string(),
        due: zone.second(job.run_at),
        created: zone.second(job.created_at),
        finished: job.finished_at.map(|at| zone.second(at)).unwrap_or_default(),
        error: job.last_error.unwrap_or_default(),
        can_retry: job.state == "dead" && frame.shows_acts(),
        kind: job.kind,
    };
    Ok(html_with(status, &template))
}
