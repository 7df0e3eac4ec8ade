//! Removing a department.

use http::StatusCode;
use madang_core::organizations;
use madang_model::{DepartmentId, OrganizationId};
use madang_web::Fail;

use crate::address::AtBoth;
use crate::caller::SignedIn;

#[utoipa::path(
    delete,
    path = "/api/v1/organizations/{id}/departments/{department_id}",
    operation_id = "deleteDepartment",
    tag = "organizations",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn delete_department(
    SignedIn(ctx): SignedIn,
    AtBoth(id, department_id): AtBoth<OrganizationId, DepartmentId>,
) -> Result<StatusCode, Fail> {
    organizations::delete_department(&ctx, id, department_id).await?;
    Ok(StatusCode::NO_CONTENT)
}
