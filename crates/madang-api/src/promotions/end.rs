//! Ending the codes that nobody has used.

use http::StatusCode;
use madang_core::promotions::end_batch;
use madang_model::PromotionBatchId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/promotions/{id}/end",
    operation_id = "endPromotion",
    tag = "promotions",
    responses((status = 204)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn end(SignedIn(ctx): SignedIn, At(id): At<PromotionBatchId>) -> Result<StatusCode, Fail> {
    end_batch(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
