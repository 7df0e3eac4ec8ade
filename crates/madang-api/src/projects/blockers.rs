//! What keeps a project from being deleted.

use axum::Json;
use madang_core::projects;
use madang_model::ProjectId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;
use crate::face::BlockerView;
use crate::wire::ListView;

#[utoipa::path(
    get,
    path = "/api/v1/projects/{id}/blockers",
    operation_id = "listProjectBlockers",
    tag = "projects",
    responses((status = 200, body = ListView<BlockerView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn blockers(
    SignedIn(ctx): SignedIn,
    At(id): At<ProjectId>,
) -> Result<Json<ListView<BlockerView>>, Fail> {
    let found = projects::deletion_blockers(&ctx, id).await?;
    Ok(Json(ListView::whole(found, BlockerView::from)))
}
