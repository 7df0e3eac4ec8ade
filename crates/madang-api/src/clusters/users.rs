//! The projects that may use a cluster.

use axum::Json;
use madang_core::clusters;
use madang_model::ClusterId;
use madang_store::clusters::UserRow;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{ListView, PageQuery};

#[derive(Serialize, ToSchema)]
pub(crate) struct ClusterProjectView {
    id: String,
    organization_id: String,
    name: String,
    state: &'static str,
}

impl From<UserRow> for ClusterProjectView {
    fn from(row: UserRow) -> Self {
        Self {
            id: row.id.to_string(),
            organization_id: row.organization_id.to_string(),
            name: row.name,
            state: row.state.as_str(),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/clusters/{id}/projects",
    operation_id = "listClusterProjects",
    tag = "clusters",
    params(PageQuery),
    responses((status = 200, body = ListView<ClusterProjectView>)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn users(
    SignedIn(ctx): SignedIn,
    At(id): At<ClusterId>,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<ListView<ClusterProjectView>>, Fail> {
    let page = clusters::users(&ctx, id, query.cursor.as_deref()).await?;
    Ok(Json(ListView::page(page, query.limit, ClusterProjectView::from)))
}
