//! Putting somebody into a project, or giving them another role.

use axum::Json;
use madang_core::projects::{self, SetMember};
use madang_model::ProjectId;
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::members::ProjectRoleName;
use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProjectMemberBody {
    login_id: String,
    role: ProjectRoleName,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct SetProjectMemberView {
    member_id: String,
}

#[utoipa::path(
    put,
    path = "/api/v1/projects/{id}/members",
    operation_id = "setProjectMember",
    tag = "projects",
    request_body = ProjectMemberBody,
    responses((status = 200, body = SetProjectMemberView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn set_member(
    SignedIn(ctx): SignedIn,
    At(id): At<ProjectId>,
    Body(body): Body<ProjectMemberBody>,
) -> Result<Json<SetProjectMemberView>, Fail> {
    let input = SetMember { login_id: body.login_id, role: body.role.into() };
    let member_id = projects::set_member(&ctx, id, &input).await?.to_string();
    Ok(Json(SetProjectMemberView { member_id }))
}
