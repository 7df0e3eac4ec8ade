//! What one agreed to, and when.

use axum::Json;
use madang_core::members;
use madang_i18n::Lang;
use madang_store::consents::ConsentRow;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{ListView, PageQuery, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct ConsentView {
    id: String,
    terms_id: String,
    kind: String,
    version: i64,
    title: String,
    given_at: String,
    address: String,
}

impl ConsentView {
    pub(crate) fn new(lang: Lang, row: ConsentRow) -> Self {
        let title = match lang {
            Lang::Ko => row.title_ko,
            Lang::En => row.title_en,
        };
        Self {
            id: row.id.to_string(),
            terms_id: row.terms_id.to_string(),
            kind: row.kind,
            version: row.version,
            title,
            given_at: time(row.given_at),
            address: row.address,
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/me/consents",
    operation_id = "listConsents",
    tag = "me",
    params(PageQuery),
    responses((status = 200, body = ListView<ConsentView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn list_consents(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<ListView<ConsentView>>, Fail> {
    let page = members::list_consents(&ctx, query.cursor.as_deref()).await?;
    Ok(Json(ListView::page(page, query.limit, |row| ConsentView::new(ctx.lang, row))))
}
