//! Handing a batch's codes out, once.

use axum::Json;
use madang_core::promotions::export_codes;
use madang_model::PromotionBatchId;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;

#[derive(Serialize, ToSchema)]
pub(crate) struct ExportedCodesView {
    codes: Vec<String>,
}

#[utoipa::path(
    post,
    path = "/api/v1/promotions/{id}/export",
    operation_id = "exportPromotionCodes",
    tag = "promotions",
    responses((status = 200, body = ExportedCodesView)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn export(
    SignedIn(ctx): SignedIn,
    At(id): At<PromotionBatchId>,
) -> Result<Json<ExportedCodesView>, Fail> {
    Ok(Json(ExportedCodesView { codes: export_codes(&ctx, id).await? }))
}
