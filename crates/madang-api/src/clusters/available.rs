//! 「사용 가능 클러스터」

use axum::Json;
use madang_core::clusters;
use madang_model::OrganizationId;
use madang_web::Fail;

use super::list::ClusterView;
use crate::address::At;
use crate::caller::SignedIn;
use crate::wire::ListView;

#[utoipa::path(
    get,
    path = "/api/v1/organizations/{id}/clusters",
    operation_id = "listAvailableClusters",
    tag = "clusters",
    responses((status = 200, body = ListView<ClusterView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn available(
    SignedIn(ctx): SignedIn,
    At(id): At<OrganizationId>,
) -> Result<Json<ListView<ClusterView>>, Fail> {
    Ok(Json(ListView::whole(clusters::available(&ctx, id).await?, ClusterView::from)))
}
