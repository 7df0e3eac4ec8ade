//! 「초대 거절」

use http::StatusCode;
use madang_core::organizations;
use madang_model::InvitationId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/me/invitations/{id}/decline",
    operation_id = "declineInvitation",
    tag = "organizations",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn decline(SignedIn(ctx): SignedIn, At(id): At<InvitationId>) -> Result<StatusCode, Fail> {
    organizations::decline_invitation(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
