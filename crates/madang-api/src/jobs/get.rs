//! One job.

use axum::Json;
use madang_core::jobs;
use madang_model::JobId;
use madang_web::Fail;

use super::list::JobView;
use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    get,
    path = "/api/v1/jobs/{id}",
    operation_id = "getJob",
    tag = "jobs",
    responses((status = 200, body = JobView)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn get(SignedIn(ctx): SignedIn, At(id): At<JobId>) -> Result<Json<JobView>, Fail> {
    Ok(Json(jobs::get(&ctx, id).await?.into()))
}
