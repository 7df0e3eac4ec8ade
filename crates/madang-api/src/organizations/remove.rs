//! Ending somebody's belonging.

use http::StatusCode;
use madang_core::organizations;
use madang_model::{MembershipId, OrganizationId};
use madang_web::Fail;

use crate::address::AtBoth;
use crate::caller::SignedIn;

#[utoipa::path(
    delete,
    path = "/api/v1/organizations/{id}/memberships/{membership_id}",
    operation_id = "removeMembership",
    tag = "organizations",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn remove(
    SignedIn(ctx): SignedIn,
    AtBoth(id, membership_id): AtBoth<OrganizationId, MembershipId>,
) -> Result<StatusCode, Fail> {
    organizations::remove(&ctx, id, membership_id).await?;
    Ok(StatusCode::NO_CONTENT)
}
