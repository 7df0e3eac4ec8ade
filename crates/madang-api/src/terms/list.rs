//! Every version that was ever in force.

use axum::Json;
use madang_core::terms::{self, TermsQuery};
use madang_store::terms::TermsHeadRow;
use madang_web::{Caller, Fail};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::query::Asked;
use crate::wire::{Limit, ListView, time};

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct TermsVersionsQuery {
    kind: Option<String>,
    cursor: Option<String>,
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    limit: Option<Limit>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct TermsHeadView {
    id: String,
    kind: String,
    version: i64,
    required: bool,
    title_ko: String,
    title_en: String,
    published_at: String,
}

impl From<TermsHeadRow> for TermsHeadView {
    fn from(row: TermsHeadRow) -> Self {
        Self {
            id: row.id.to_string(),
            kind: row.kind,
            version: row.version,
            required: row.required == 1,
            title_ko: row.title_ko,
            title_en: row.title_en,
            published_at: time(row.published_at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/terms/versions",
    operation_id = "listTermsVersions",
    tag = "terms",
    params(TermsVersionsQuery),
    responses((status = 200, body = ListView<TermsHeadView>)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn list(
    Caller(ctx): Caller,
    Asked(query): Asked<TermsVersionsQuery>,
) -> Result<Json<ListView<TermsHeadView>>, Fail> {
    let page = terms::list(&ctx, &TermsQuery { kind: query.kind, before: query.cursor }).await?;
    Ok(Json(ListView::page(page, query.limit, TermsHeadView::from)))
}
