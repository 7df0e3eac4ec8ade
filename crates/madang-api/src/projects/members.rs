//! Who is in a project.

use axum::Json;
use madang_core::projects;
use madang_model::ProjectId;
use madang_model::projects::ProjectRole;
use madang_store::project_members::ProjectMemberRow;
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;
use crate::wire::{ListView, time};

/// What a member is in a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ProjectRole)]
pub(crate) enum ProjectRoleName {
    Admin,
    Developer,
    Viewer,
}

impl From<ProjectRoleName> for ProjectRole {
    fn from(name: ProjectRoleName) -> Self {
        match name {
            ProjectRoleName::Admin => Self::Admin,
            ProjectRoleName::Developer => Self::Developer,
            ProjectRoleName::Viewer => Self::Viewer,
        }
    }
}

impl From<ProjectRole> for ProjectRoleName {
    fn from(role: ProjectRole) -> Self {
        match role {
            ProjectRole::Admin => Self::Admin,
            ProjectRole::Developer => Self::Developer,
            ProjectRole::Viewer => Self::Viewer,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ProjectMemberView {
    member_id: String,
    login_id: String,
    name: String,
    role: ProjectRoleName,
    created_at: String,
}

impl From<ProjectMemberRow> for ProjectMemberView {
    fn from(row: ProjectMemberRow) -> Self {
        Self {
            member_id: row.member_id.to_string(),
            login_id: row.login_id,
            name: row.name,
            role: row.role.into(),
            created_at: time(row.created_at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/projects/{id}/members",
    operation_id = "listProjectMembers",
    tag = "projects",
    responses((status = 200, body = ListView<ProjectMemberView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn members(
    SignedIn(ctx): SignedIn,
    At(id): At<ProjectId>,
) -> Result<Json<ListView<ProjectMemberView>>, Fail> {
    let project = projects::get(&ctx, id).await?;
    Ok(Json(ListView::whole(project.members, ProjectMemberView::from)))
}
