//! Letting an organisation or a project use a cluster.

use http::StatusCode;
use madang_core::clusters;
use madang_model::quota::QuotaScope;
use madang_model::{ClusterId, OrganizationId, ProjectId};
use madang_web::Fail;

use crate::address::AtBoth;
use crate::caller::SignedIn;

#[utoipa::path(
    put,
    path = "/api/v1/clusters/{id}/organizations/{organization_id}",
    operation_id = "grantClusterToOrganization",
    tag = "clusters",
    responses((status = 204)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn to_organization(
    SignedIn(ctx): SignedIn,
    AtBoth(id, organization_id): AtBoth<ClusterId, OrganizationId>,
) -> Result<StatusCode, Fail> {
    clusters::grant(&ctx, id, QuotaScope::Organization(organization_id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(
    put,
    path = "/api/v1/clusters/{id}/projects/{project_id}",
    operation_id = "grantClusterToProject",
    tag = "clusters",
    responses((status = 204)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn to_project(
    SignedIn(ctx): SignedIn,
    AtBoth(id, project_id): AtBoth<ClusterId, ProjectId>,
) -> Result<StatusCode, Fail> {
    clusters::grant(&ctx, id, QuotaScope::Project(project_id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
