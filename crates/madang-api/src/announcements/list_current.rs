//! The announcements of now.

use axum::Json;
use madang_core::announcements::{self, Announcement};
use madang_web::{Caller, Fail};
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire::{ListView, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct CurrentAnnouncementView {
    id: String,
    level: &'static str,
    title: String,
    body: String,
    starts_at: String,
    ends_at: Option<String>,
}

impl From<Announcement> for CurrentAnnouncementView {
    fn from(said: Announcement) -> Self {
        Self {
            id: said.id.to_string(),
            level: said.level.as_str(),
            title: said.title,
            body: said.body,
            starts_at: time(said.starts_at),
            ends_at: said.ends_at.map(time),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/announcements",
    operation_id = "listCurrentAnnouncements",
    tag = "announcements",
    responses((status = 200, body = ListView<CurrentAnnouncementView>)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn list_current(
    Caller(ctx): Caller,
) -> Result<Json<ListView<CurrentAnnouncementView>>, Fail> {
    Ok(Json(ListView::whole(announcements::current(&ctx).await?, CurrentAnnouncementView::from)))
}
