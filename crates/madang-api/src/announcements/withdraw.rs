//! Ending an announcement.

use http::StatusCode;
use madang_core::announcements;
use madang_model::AnnouncementId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/announcements/{id}/withdraw",
    operation_id = "withdrawAnnouncement",
    tag = "announcements",
    responses((status = 204)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn withdraw(
    SignedIn(ctx): SignedIn,
    At(id): At<AnnouncementId>,
) -> Result<StatusCode, Fail> {
    announcements::withdraw(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
