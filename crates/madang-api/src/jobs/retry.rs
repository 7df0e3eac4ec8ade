//! Making a dead job due again.

use http::StatusCode;
use madang_core::jobs;
use madang_model::JobId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/jobs/{id}/retry",
    operation_id = "retryJob",
    tag = "jobs",
    responses((status = 204)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn retry(SignedIn(ctx): SignedIn, At(id): At<JobId>) -> Result<StatusCode, Fail> {
    jobs::retry(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
