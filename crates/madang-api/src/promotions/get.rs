//! One batch.

use axum::Json;
use madang_core::promotions::get_batch;
use madang_model::PromotionBatchId;
use madang_web::Fail;

use super::list::PromotionView;
use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    get,
    path = "/api/v1/promotions/{id}",
    operation_id = "getPromotion",
    tag = "promotions",
    responses((status = 200, body = PromotionView)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn get(
    SignedIn(ctx): SignedIn,
    At(id): At<PromotionBatchId>,
) -> Result<Json<PromotionView>, Fail> {
    Ok(Json(get_batch(&ctx, id).await?.into()))
}
