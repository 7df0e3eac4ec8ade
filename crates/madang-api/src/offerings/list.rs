//! What is on sale.

use axum::Json;
use madang_core::catalog::shelves;
use madang_web::{Caller, Fail};
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire::ListView;

#[derive(Serialize, ToSchema)]
pub(crate) struct OfferingLineView {
    code: String,
    category: String,
    product: &'static str,
    name: String,
    summary: String,
}

#[utoipa::path(
    get,
    path = "/api/v1/offerings",
    operation_id = "listOfferings",
    tag = "offerings",
    responses((status = 200, body = ListView<OfferingLineView>)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn list(Caller(ctx): Caller) -> Result<Json<ListView<OfferingLineView>>, Fail> {
    let shelves = shelves(&ctx).await?;
    let lines = shelves.into_iter().flat_map(|shelf| {
        let category = shelf.code.to_string();
        shelf.offerings.into_iter().map(move |shown| OfferingLineView {
            code: shown.code.to_string(),
            category: category.clone(),
            product: shown.product.as_str(),
            name: shown.name,
            summary: shown.summary,
        })
    });
    Ok(Json(ListView::whole(lines, |line| line)))
}
