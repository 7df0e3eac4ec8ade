//! 「휴일 삭제」

use http::StatusCode;
use madang_core::approvals;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    delete,
    path = "/api/v1/holidays/{day}",
    operation_id = "removeHoliday",
    tag = "policies",
    responses((status = 204)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn remove_holiday(SignedIn(ctx): SignedIn, At(day): At<String>) -> Result<StatusCode, Fail> {
    approvals::remove_holiday(&ctx, &day).await?;
    Ok(StatusCode::NO_CONTENT)
}
