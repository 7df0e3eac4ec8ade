//! Every version of a policy.

use axum::Json;
use madang_core::approvals;
use madang_model::PolicyId;
use madang_web::Fail;

use super::get::PolicyView;
use crate::address::At;
use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{ListView, PageQuery};

#[utoipa::path(
    get,
    path = "/api/v1/policies/{id}/versions",
    operation_id = "listPolicyVersions",
    tag = "policies",
    params(PageQuery),
    responses((status = 200, body = ListView<PolicyView>)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn versions(
    SignedIn(ctx): SignedIn,
    At(id): At<PolicyId>,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<ListView<PolicyView>>, Fail> {
    let page = approvals::policy_versions(&ctx, id, query.cursor.as_deref()).await?;
    Ok(Json(ListView::page(page, query.limit, PolicyView::from)))
}
