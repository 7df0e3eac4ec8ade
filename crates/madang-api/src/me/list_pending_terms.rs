//! What one has yet to agree to.

use axum::Json;
use madang_core::terms;
use madang_web::Fail;

use crate::caller::SignedIn;
use crate::terms::DocumentView;
use crate::wire::ListView;

#[utoipa::path(
    get,
    path = "/api/v1/me/pending-terms",
    operation_id = "listPendingTerms",
    tag = "me",
    responses((status = 200, body = ListView<DocumentView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn list_pending_terms(
    SignedIn(ctx): SignedIn,
) -> Result<Json<ListView<DocumentView>>, Fail> {
    Ok(Json(ListView::whole(terms::pending(&ctx).await?, DocumentView::from)))
}
