//! 「보관 해제」

use http::StatusCode;
use madang_core::projects;
use madang_model::ProjectId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/projects/{id}/unarchive",
    operation_id = "unarchiveProject",
    tag = "projects",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn unarchive(SignedIn(ctx): SignedIn, At(id): At<ProjectId>) -> Result<StatusCode, Fail> {
    projects::unarchive(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
