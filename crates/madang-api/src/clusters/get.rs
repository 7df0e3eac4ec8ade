//! One cluster.

use axum::Json;
use madang_core::clusters;
use madang_model::ClusterId;
use madang_web::Fail;

use super::list::ClusterView;
use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    get,
    path = "/api/v1/clusters/{id}",
    operation_id = "getCluster",
    tag = "clusters",
    responses((status = 200, body = ClusterView)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn get(SignedIn(ctx): SignedIn, At(id): At<ClusterId>) -> Result<Json<ClusterView>, Fail> {
    Ok(Json(clusters::get(&ctx, id).await?.into()))
}
