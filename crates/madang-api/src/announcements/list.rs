//! All announcements: planned, current, past and withdrawn.

use axum::Json;
use madang_core::announcements;
use madang_store::announcements::AnnouncementRow;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{ListView, PageQuery, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct AnnouncementView {
    id: String,
    level: String,
    title_ko: String,
    title_en: String,
    body_ko: String,
    body_en: String,
    starts_at: String,
    ends_at: Option<String>,
    created_by: String,
    created_at: String,
    withdrawn_at: Option<String>,
}

impl From<AnnouncementRow> for AnnouncementView {
    fn from(row: AnnouncementRow) -> Self {
        Self {
            id: row.id.to_string(),
            level: row.level,
            title_ko: row.title_ko,
            title_en: row.title_en,
            body_ko: row.body_ko,
            body_en: row.body_en,
            starts_at: time(row.starts_at),
            ends_at: row.ends_at.map(time),
            created_by: row.created_by,
            created_at: time(row.created_at),
            withdrawn_at: row.withdrawn_at.map(time),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/announcements/all",
    operation_id = "listAnnouncements",
    tag = "announcements",
    params(PageQuery),
    responses((status = 200, body = ListView<AnnouncementView>)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn list(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<ListView<AnnouncementView>>, Fail> {
    let page = announcements::list(&ctx, query.cursor.as_deref()).await?;
    Ok(Json(ListView::page(page, query.limit, AnnouncementView::from)))
}
