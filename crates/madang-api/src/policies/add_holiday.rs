//! 「휴일 추가」

use http::StatusCode;
use madang_core::approvals::{self, HolidayInput};
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HolidayBody {
    name_ko: String,
    name_en: String,
}

#[utoipa::path(
    put,
    path = "/api/v1/holidays/{day}",
    operation_id = "addHoliday",
    tag = "policies",
    request_body = HolidayBody,
    responses((status = 204)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn add_holiday(
    SignedIn(ctx): SignedIn,
    At(day): At<String>,
    Body(body): Body<HolidayBody>,
) -> Result<StatusCode, Fail> {
    let input = HolidayInput { day, name_ko: body.name_ko, name_en: body.name_en };
    approvals::add_holiday(&ctx, &input).await?;
    Ok(StatusCode::NO_CONTENT)
}
