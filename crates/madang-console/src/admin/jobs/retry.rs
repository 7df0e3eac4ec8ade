//! Another chance for a job that was given up.

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use madang_core::{Error, jobs};
use madang_model::JobId;
use madang_web::{Fail, Form};

use super::show::page;
use crate::frame::{At, Frame};

/// `POST /admin/jobs/{id}/retry`
pub(super) async fn act(frame: Frame, At(id): At<JobId>, _: Form) -> Result<Response, Fail> {
    match jobs::retry(&frame.ctx, id).await {
        Ok(()) => Ok(Redirect::to(&format!("/admin/jobs/{id}?done=queued-again")).into_response()),
        Err(Error::Refused(refusal)) => {
            page(&frame, id, StatusCode::CONFLICT, refusal.words(frame.t())).await
        }
        Err(error) => Err(error.into()),
    }
}
