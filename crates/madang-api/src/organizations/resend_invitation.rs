//! Sending an invitation again.

use http::StatusCode;
use madang_core::organizations;
use madang_model::{InvitationId, OrganizationId};
use madang_web::Fail;

use crate::address::AtBoth;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/organizations/{id}/invitations/{invitation_id}/resend",
    operation_id = "resendInvitation",
    tag = "organizations",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn resend_invitation(
    SignedIn(ctx): SignedIn,
    AtBoth(id, invitation_id): AtBoth<OrganizationId, InvitationId>,
) -> Result<StatusCode, Fail> {
    organizations::resend_invitation(&ctx, id, invitation_id).await?;
    Ok(StatusCode::NO_CONTENT)
}
