//! 「내 데이터 내려받기」

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_DISPOSITION;
use madang_core::members;
use madang_web::Fail;

use crate::caller::SignedIn;

#[utoipa::path(
    get,
    path = "/api/v1/me/export",
    operation_id = "exportData",
    tag = "me",
    responses((status = 200, body = serde_json::Value)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn export_data(SignedIn(ctx): SignedIn) -> Result<Response, Fail> {
    let data = members::export_data(&ctx).await?;
    Ok(([(CONTENT_DISPOSITION, "attachment; filename=\"madang-my-data.json\"")], Json(data)).into_response())
}
