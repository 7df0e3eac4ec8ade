//! The terms in force.

use axum::Json;
use madang_core::terms::{self, Document};
use madang_web::{Caller, Fail};
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire::{ListView, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct DocumentView {
    id: String,
    kind: String,
    version: i64,
    required: bool,
    title: String,
    body: String,
    published_at: String,
}

impl From<Document> for DocumentView {
    fn from(document: Document) -> Self {
        Self {
            id: document.id.to_string(),
            kind: document.kind,
            version: document.version,
            required: document.required,
            title: document.title,
            body: document.body,
            published_at: time(document.published_at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/terms",
    operation_id = "listCurrentTerms",
    tag = "terms",
    responses((status = 200, body = ListView<DocumentView>)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn list_current(Caller(ctx): Caller) -> Result<Json<ListView<DocumentView>>, Fail> {
    Ok(Json(ListView::whole(terms::current(&ctx).await?, DocumentView::from)))
}
