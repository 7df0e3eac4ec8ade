//! An organisation's departments.

use axum::Json;
use madang_core::organizations::{self, Department};
use madang_model::OrganizationId;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;
use crate::wire::{ListView, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct DepartmentView {
    id: String,
    parent_id: Option<String>,
    name: String,
    path: String,
    depth: usize,
    created_at: String,
}

impl From<Department> for DepartmentView {
    fn from(one: Department) -> Self {
        Self {
            id: one.row.id.to_string(),
            parent_id: one.row.parent_id().map(|id| id.to_string()),
            path: one.path,
            depth: one.depth,
            created_at: time(one.row.created_at),
            name: one.row.name,
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/organizations/{id}/departments",
    operation_id = "listDepartments",
    tag = "organizations",
    responses((status = 200, body = ListView<DepartmentView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn list_departments(
    SignedIn(ctx): SignedIn,
    At(id): At<OrganizationId>,
) -> Result<Json<ListView<DepartmentView>>, Fail> {
    Ok(Json(ListView::whole(organizations::list_departments(&ctx, id).await?, DepartmentView::from)))
}
