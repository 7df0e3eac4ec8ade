//! A batch's codes by their last letters, and who used them.

use axum::Json;
use madang_core::promotions::{get_batch, list_codes};
use madang_model::PromotionBatchId;
use madang_store::promotions::ListedCodeRow;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{ListView, PageQuery, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct PromotionCodeView {
    id: String,
    tail: String,
    login_id: Option<String>,
    organization: Option<String>,
    used_at: Option<String>,
}

impl From<ListedCodeRow> for PromotionCodeView {
    fn from(row: ListedCodeRow) -> Self {
        Self {
            id: row.id.to_string(),
            tail: row.tail,
            login_id: row.login_id,
            organization: row.organization,
            used_at: row.used_at.map(time),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/promotions/{id}/codes",
    operation_id = "listPromotionCodes",
    tag = "promotions",
    params(PageQuery),
    responses((status = 200, body = ListView<PromotionCodeView>)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn codes(
    SignedIn(ctx): SignedIn,
    At(id): At<PromotionBatchId>,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<ListView<PromotionCodeView>>, Fail> {
    get_batch(&ctx, id).await?;
    let page = list_codes(&ctx, id, query.cursor.as_deref()).await?;
    Ok(Json(ListView::page(page, query.limit, PromotionCodeView::from)))
}
