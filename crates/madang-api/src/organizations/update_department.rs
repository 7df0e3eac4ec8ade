//! Renaming a department, and putting it below another one.

use http::StatusCode;
use madang_core::organizations;
use madang_model::{DepartmentId, OrganizationId};
use madang_web::Fail;

use super::create_department::DepartmentBody;
use crate::address::AtBoth;
use crate::body::Body;
use crate::caller::SignedIn;

#[utoipa::path(
    put,
    path = "/api/v1/organizations/{id}/departments/{department_id}",
    operation_id = "updateDepartment",
    tag = "organizations",
    request_body = DepartmentBody,
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn update_department(
    SignedIn(ctx): SignedIn,
    AtBoth(id, department_id): AtBoth<OrganizationId, DepartmentId>,
    Body(body): Body<DepartmentBody>,
) -> Result<StatusCode, Fail> {
    organizations::update_department(&ctx, id, department_id, body.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}
