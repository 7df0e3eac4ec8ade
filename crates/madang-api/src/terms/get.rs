//! One version, in both languages.

use axum::Json;
use madang_core::terms;
use madang_model::TermsId;
use madang_web::{Caller, Fail};
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::wire::time;

#[derive(Serialize, ToSchema)]
pub(crate) struct TermsView {
    id: String,
    kind: String,
    version: i64,
    required: bool,
    title_ko: String,
    title_en: String,
    body_ko: String,
    body_en: String,
    published_at: String,
}

#[utoipa::path(
    get,
    path = "/api/v1/terms/versions/{id}",
    operation_id = "getTermsVersion",
    tag = "terms",
    responses((status = 200, body = TermsView)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn get(Caller(ctx): Caller, At(id): At<TermsId>) -> Result<Json<TermsView>, Fail> {
    let row = terms::get(&ctx, id).await?;
    Ok(Json(TermsView {
        id: row.id.to_string(),
        kind: row.kind,
        version: row.version,
        required: row.required == 1,
        title_ko: row.title_ko,
        title_en: row.title_en,
        body_ko: row.body_ko,
        body_en: row.body_en,
        published_at: time(row.published_at),
    }))
}
