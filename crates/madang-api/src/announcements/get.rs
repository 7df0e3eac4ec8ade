//! One announcement, in both languages.

use axum::Json;
use madang_core::announcements;
use madang_model::AnnouncementId;
use madang_web::Fail;

use super::list::AnnouncementView;
use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    get,
    path = "/api/v1/announcements/{id}",
    operation_id = "getAnnouncement",
    tag = "announcements",
    responses((status = 200, body = AnnouncementView)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn get(
    SignedIn(ctx): SignedIn,
    At(id): At<AnnouncementId>,
) -> Result<Json<AnnouncementView>, Fail> {
    Ok(Json(announcements::get(&ctx, id).await?.into()))
}
