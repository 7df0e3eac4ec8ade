//! The policies in force.

use axum::Json;
use madang_core::approvals;
use madang_web::Fail;

use super::get::PolicyView;
use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{ListView, PageQuery};

#[utoipa::path(
    get,
    path = "/api/v1/policies",
    operation_id = "listPolicies",
    tag = "policies",
    params(PageQuery),
    responses((status = 200, body = ListView<PolicyView>)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn list(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<ListView<PolicyView>>, Fail> {
    let page = approvals::list_policies(&ctx, query.cursor.as_deref()).await?;
    Ok(Json(ListView::page(page, query.limit, PolicyView::from)))
}
