//! The organisations that may use a cluster.

use axum::Json;
use madang_core::clusters;
use madang_model::ClusterId;
use madang_model::quota::QuotaScope;
use madang_store::clusters::GrantRow;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;
use crate::wire::{ListView, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct ClusterGrantView {
    organization_id: Option<String>,
    organization: String,
    created_by: String,
    created_at: String,
}

impl From<GrantRow> for ClusterGrantView {
    fn from(row: GrantRow) -> Self {
        let organization_id = match row.scope {
            QuotaScope::Organization(id) => Some(id.to_string()),
            QuotaScope::Project(_) => None,
        };
        Self {
            organization_id,
            organization: row.name,
            created_by: row.created_by,
            created_at: time(row.created_at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/clusters/{id}/organizations",
    operation_id = "listClusterOrganizations",
    tag = "clusters",
    responses((status = 200, body = ListView<ClusterGrantView>)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn grants(
    SignedIn(ctx): SignedIn,
    At(id): At<ClusterId>,
) -> Result<Json<ListView<ClusterGrantView>>, Fail> {
    Ok(Json(ListView::whole(clusters::grants(&ctx, id).await?, ClusterGrantView::from)))
}
