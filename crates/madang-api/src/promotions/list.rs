//! The batches of promotion codes that were made.

use axum::Json;
use madang_core::promotions::{Batch, list_batches};
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{ListView, PageQuery, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct PromotionView {
    id: String,
    name: String,
    offering_id: String,
    plans: Vec<String>,
    kind: &'static str,
    amount: i64,
    months: i64,
    quantity: i64,
    used: i64,
    expires_at: String,
    exported_at: Option<String>,
    ended_at: Option<String>,
    created_at: String,
}

impl From<Batch> for PromotionView {
    fn from(batch: Batch) -> Self {
        let row = batch.row;
        Self {
            id: row.id.to_string(),
            name: row.name,
            offering_id: row.offering_id.to_string(),
            plans: row.plans.split_whitespace().map(str::to_owned).collect(),
            kind: row.kind.as_str(),
            amount: row.value,
            months: row.months,
            quantity: row.quantity,
            used: row.used,
            expires_at: time(row.expires_at),
            exported_at: row.exported_at.map(time),
            ended_at: row.ended_at.map(time),
            created_at: time(row.created_at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/promotions",
    operation_id = "listPromotions",
    tag = "promotions",
    params(PageQuery),
    responses((status = 200, body = ListView<PromotionView>)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn list(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<ListView<PromotionView>>, Fail> {
    let page = list_batches(&ctx, query.cursor.as_deref()).await?;
    Ok(Json(ListView::page(page, query.limit, PromotionView::from)))
}
