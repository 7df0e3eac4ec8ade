//! 「삭제」

use http::StatusCode;
use madang_core::projects;
use madang_model::ProjectId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    delete,
    path = "/api/v1/projects/{id}",
    operation_id = "deleteProject",
    tag = "projects",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn delete(SignedIn(ctx): SignedIn, At(id): At<ProjectId>) -> Result<StatusCode, Fail> {
    projects::delete(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
