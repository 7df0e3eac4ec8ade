//! 「부서 추가」

use axum::Json;
use http::StatusCode;
use madang_core::organizations::{self, DepartmentForm};
use madang_model::OrganizationId;
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;
use crate::wire::CreatedView;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DepartmentBody {
    name: String,
    parent: Option<String>,
}

impl From<DepartmentBody> for DepartmentForm {
    fn from(body: DepartmentBody) -> Self {
        Self { name: body.name, parent: body.parent.unwrap_or_default() }
    }
}

#[utoipa::path(
    post,
    path = "/api/v1/organizations/{id}/departments",
    operation_id = "createDepartment",
    tag = "organizations",
    request_body = DepartmentBody,
    responses((status = 201, body = CreatedView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn create_department(
    SignedIn(ctx): SignedIn,
    At(id): At<OrganizationId>,
    Body(body): Body<DepartmentBody>,
) -> Result<(StatusCode, Json<CreatedView>), Fail> {
    let id = organizations::create_department(&ctx, id, body.into()).await?;
    Ok((StatusCode::CREATED, Json(CreatedView::new(id))))
}
