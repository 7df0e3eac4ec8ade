//! Taking somebody out of a project.

use http::StatusCode;
use madang_core::projects;
use madang_model::{MemberId, ProjectId};
use madang_web::Fail;

use crate::address::AtBoth;
use crate::caller::SignedIn;

#[utoipa::path(
    delete,
    path = "/api/v1/projects/{id}/members/{member_id}",
    operation_id = "removeProjectMember",
    tag = "projects",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn remove_member(
    SignedIn(ctx): SignedIn,
    AtBoth(id, member_id): AtBoth<ProjectId, MemberId>,
) -> Result<StatusCode, Fail> {
    projects::remove_member(&ctx, id, member_id).await?;
    Ok(StatusCode::NO_CONTENT)
}
