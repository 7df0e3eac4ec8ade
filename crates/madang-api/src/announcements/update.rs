//! Replacing an announcement that has not started.

use http::StatusCode;
use madang_core::announcements;
use madang_model::AnnouncementId;
use madang_web::Fail;

use super::create::AnnouncementBody;
use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;

#[utoipa::path(
    put,
    path = "/api/v1/announcements/{id}",
    operation_id = "updateAnnouncement",
    tag = "announcements",
    request_body = AnnouncementBody,
    responses((status = 204)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn update(
    SignedIn(ctx): SignedIn,
    At(id): At<AnnouncementId>,
    Body(body): Body<AnnouncementBody>,
) -> Result<StatusCode, Fail> {
    announcements::update(&ctx, id, &body.into_input()).await?;
    Ok(StatusCode::NO_CONTENT)
}
