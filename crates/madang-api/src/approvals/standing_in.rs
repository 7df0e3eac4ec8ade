//! In whose stead the member decides.

use axum::Json;
use madang_core::approvals;
use madang_web::Fail;

use super::substitutions::SubstitutionView;
use crate::caller::SignedIn;
use crate::wire::ListView;

#[utoipa::path(
    get,
    path = "/api/v1/me/substitutions/standing-in",
    operation_id = "listStandingIn",
    tag = "approvals",
    responses((status = 200, body = ListView<SubstitutionView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn standing_in(SignedIn(ctx): SignedIn) -> Result<Json<ListView<SubstitutionView>>, Fail> {
    Ok(Json(ListView::whole(approvals::standing_in(&ctx).await?, SubstitutionView::from)))
}
