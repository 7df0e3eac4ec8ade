//! The holidays of a year.

use axum::Json;
use madang_core::approvals;
use madang_model::approvals::Day;
use madang_store::holidays::HolidayRow;
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::ListView;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct HolidaysQuery {
    year: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct HolidayView {
    day: String,
    name_ko: String,
    name_en: String,
}

impl From<HolidayRow> for HolidayView {
    fn from(row: HolidayRow) -> Self {
        Self { day: row.day, name_ko: row.name_ko, name_en: row.name_en }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/holidays",
    operation_id = "listHolidays",
    tag = "policies",
    params(HolidaysQuery),
    responses((status = 200, body = ListView<HolidayView>)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn list_holidays(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<HolidaysQuery>,
) -> Result<Json<ListView<HolidayView>>, Fail> {
    let year = query.year.unwrap_or_else(|| Day::of(ctx.now()).year());
    Ok(Json(ListView::whole(approvals::list_holidays(&ctx, year).await?, HolidayView::from)))
}
