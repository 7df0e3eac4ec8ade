//! Taking an invitation back.

use http::StatusCode;
use madang_core::organizations;
use madang_model::{InvitationId, OrganizationId};
use madang_web::Fail;

use crate::address::AtBoth;
use crate::caller::SignedIn;

#[utoipa::path(
    delete,
    path = "/api/v1/organizations/{id}/invitations/{invitation_id}",
    operation_id = "revokeInvitation",
    tag = "organizations",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn revoke_invitation(
    SignedIn(ctx): SignedIn,
    AtBoth(id, invitation_id): AtBoth<OrganizationId, InvitationId>,
) -> Result<StatusCode, Fail> {
    organizations::revoke_invitation(&ctx, id, invitation_id).await?;
    Ok(StatusCode::NO_CONTENT)
}
