//! One project, with its quota and clusters.

use axum::Json;
use madang_core::projects::{self, Project};
use madang_core::quota::QuotaLine;
use madang_model::ProjectId;
use madang_store::clusters::ClusterRow;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;
use crate::wire::time;

#[derive(Serialize, ToSchema)]
pub(crate) struct ProjectView {
    id: String,
    organization_id: String,
    organization: String,
    department_id: Option<String>,
    department: Option<String>,
    name: String,
    description: String,
    state: &'static str,
    state_since: String,
    order_id: Option<String>,
    applicant_id: String,
    created_at: String,
    members: usize,
    quota: Vec<QuotaLineView>,
    clusters: Vec<ProjectClusterView>,
    writable: bool,
}

/// One dimension of a quota.
#[derive(Serialize, ToSchema)]
pub(crate) struct QuotaLineView {
    dimension: &'static str,
    limit: Option<i64>,
    used: i64,
    reserved: i64,
    free: Option<i64>,
}

impl From<QuotaLine> for QuotaLineView {
    fn from(line: QuotaLine) -> Self {
        Self {
            dimension: line.dimension.as_str(),
            limit: line.bound,
            used: line.used,
            reserved: line.reserved,
            free: line.free(),
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ProjectClusterView {
    id: String,
    name: String,
    state: &'static str,
    health: &'static str,
}

impl From<ClusterRow> for ProjectClusterView {
    fn from(row: ClusterRow) -> Self {
        Self {
            id: row.id.to_string(),
            name: row.name,
            state: row.state.as_str(),
            health: row.health.as_str(),
        }
    }
}

impl From<Project> for ProjectView {
    fn from(project: Project) -> Self {
        let row = project.row;
        Self {
            id: row.id.to_string(),
            organization_id: row.organization_id.to_string(),
            organization: project.organization,
            department_id: row.department_id.map(|id| id.to_string()),
            department: project.department,
            name: row.name,
            description: row.description,
            state: row.state.as_str(),
            state_since: time(row.state_since),
            order_id: row.order_id.map(|id| id.to_string()),
            applicant_id: row.created_by.to_string(),
            created_at: time(row.created_at),
            members: project.members.len(),
            quota: project.quota.0.into_iter().map(Into::into).collect(),
            clusters: project.clusters.into_iter().map(Into::into).collect(),
            writable: project.writable,
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/projects/{id}",
    operation_id = "getProject",
    tag = "projects",
    responses((status = 200, body = ProjectView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn get(SignedIn(ctx): SignedIn, At(id): At<ProjectId>) -> Result<Json<ProjectView>, Fail> {
    Ok(Json(projects::get(&ctx, id).await?.into()))
}
